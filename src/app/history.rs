//! Undo and redo: named snapshots of the project. A drag or a burst of typing is one step.

use super::project::{FieldKey, Project, ScenarioKey};

/// Something that changes a value many times and counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// Typing into a field, until it is left.
    Typing(FieldKey),
    /// Dragging a slider, or moving it by keys, until it is let go.
    Sliding(FieldKey),
}

/// One step: what it did, and the project on its other side.
#[derive(Debug, Clone)]
struct Step {
    name: String,
    project: Project,
    touched: Option<ScenarioKey>,
}

/// Steps kept; the oldest go. A snapshot shares all scenarios that did not change.
const MOST: usize = 200;

/// The steps that led here, and those that were undone.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    gesture: Option<Gesture>,
}

impl History {
    /// What undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }

    /// How many steps can be undone.
    #[must_use]
    pub fn len(&self) -> usize {
        self.done.len()
    }

    /// Whether nothing can be undone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.done.is_empty()
    }

    /// The gesture under way.
    pub(super) fn gesture(&self) -> Option<Gesture> {
        self.gesture
    }

    /// Records a change. Within one gesture only the first change makes a step; later ones rename it.
    pub(super) fn record(
        &mut self,
        name: String,
        before: &Project,
        touched: Option<ScenarioKey>,
        gesture: Option<Gesture>,
    ) {
        self.undone.clear();
        if gesture.is_some()
            && gesture == self.gesture
            && let Some(last) = self.done.last_mut()
        {
            last.name = name;
            return;
        }
        self.done.push(Step { name, project: before.clone(), touched });
        let surplus = self.done.len().saturating_sub(MOST);
        self.done.drain(..surplus);
        self.gesture = gesture;
    }

    /// Ends a gesture. One that came back to where it began leaves no step.
    pub(super) fn close_gesture(&mut self, now: &Project) {
        if self.gesture.take().is_some()
            && self.done.last().is_some_and(|last| last.project.same_content(now))
        {
            self.done.pop();
        }
    }

    /// Takes back an open gesture without leaving a trace; the project before it, if it changed anything.
    pub(super) fn abandon(&mut self, gesture: Gesture) -> Option<Project> {
        if self.gesture != Some(gesture) {
            return None;
        }
        self.gesture = None;
        self.done.pop().map(|step| step.project)
    }

    /// The project before the last step, and its name.
    pub(super) fn undo(&mut self, now: &Project) -> Option<(Project, String)> {
        self.close_gesture(now);
        let step = self.done.pop()?;
        Some(Self::cross(step, &mut self.undone, now))
    }

    /// The project after the step that was undone last, and its name.
    pub(super) fn redo(&mut self, now: &Project) -> Option<(Project, String)> {
        self.close_gesture(now);
        let step = self.undone.pop()?;
        Some(Self::cross(step, &mut self.done, now))
    }

    /// Crosses a step: its far side becomes the project, the near side goes to the other pile. What is shown stays,
    /// except that the scenario which the step touched comes into view.
    fn cross(step: Step, other: &mut Vec<Step>, now: &Project) -> (Project, String) {
        let Step { name, mut project, touched } = step;
        (project.figure, project.scale) = (now.figure, now.scale);
        let shown = touched.or(now.selected().map(|entry| entry.key));
        if let Some(index) = shown.and_then(|key| project.index(key)) {
            project.selected = index;
        }
        project.clamp();
        other.push(Step { name: name.clone(), project: now.clone(), touched });
        (project, name)
    }
}
