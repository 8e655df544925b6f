//! What a report says of all its scenarios together.

use super::super::document::{Block, Span, words};
use super::super::{Cell, Column, Table, cite, claim, comparison as tables};
use super::{Whole, paragraph};
use crate::analysis::{Comparison, RatioBasis, Stance, explain_ratio};
use crate::catalog::Catalog;
use crate::estimate::FigureId;
use crate::scenario::Scope;
use crate::units::{Dimension, Quantity, Usd, format};

/// Reasons that are given for a verdict; the check itself gives all.
const REASONS: usize = 3;

pub(super) fn title(comparison: &Comparison) -> String {
    let names: Vec<&str> =
        comparison.rows.iter().map(|row| row.evaluation.scenario().name.as_str()).collect();
    match names.as_slice() {
        [only] => format!("What {only} cost"),
        [first, others @ ..] => format!("What {first} cost, against {}", others.join(", ")),
        [] => "What training cost".to_owned(),
    }
}

/// The finding, and on what it rests.
pub(super) fn opening(whole: &Whole, catalog: &Catalog) -> Vec<Block> {
    let scenarios = || whole.comparison.rows.iter().map(|row| row.evaluation.scenario());
    let data = catalog.snapshot().map_or_else(String::new, |date| format!(", data up to {date}"));
    let mut points = vec![words(format!("Calculated with flopwise {}{data}.", env!("CARGO_PKG_VERSION")))];
    for scenario in scenarios() {
        let mark = cite::scenario_mark(scenario).map_or_else(String::new, |mark| format!(", {mark}"));
        points.push(words(format!("{}: {}{mark}", scenario.name, scenario.id)));
    }
    let mut blocks = vec![Block::Paragraph(vec![Span::Strong(whole.headline.clone())])];
    // Whoever reads a page must not look for this in its remarks.
    blocks.extend(whole.comparison.impossible().into_iter().map(|text| {
        Block::Paragraph(vec![Span::Strong("Not possible as it stands. ".to_owned()), Span::Text(text)])
    }));
    blocks.push(Block::List(points));
    blocks
}

/// What the number includes and what it leaves out.
pub(super) fn scope(blocks: &mut Vec<Block>, comparison: &Comparison) {
    blocks.push(Block::Heading(2, "What the number includes".to_owned()));
    let mut scopes: Vec<Scope> = comparison.rows.iter().map(|row| row.evaluation.scenario().scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    for scope in scopes {
        blocks.push(Block::Paragraph(vec![
            Span::Strong(format!("Rung {}, {}. ", scope.letter(), scope.name())),
            Span::Text(format!("Includes {}. ", scope.includes())),
            Span::Strong("Leaves out ".to_owned()),
            Span::Text(format!("{}.", scope.leaves_out())),
        ]));
    }
}

/// The table, and what makes it uneven.
pub(super) fn comparison(blocks: &mut Vec<Block>, comparison: &Comparison) {
    let one = comparison.rows.len() == 1;
    blocks.push(Block::Heading(2, if one { "The figures" } else { "Side by side" }.to_owned()));
    let caption = "Cost at the rung of each scenario, with its ratio to the first and the figures behind it";
    blocks.push(Block::Table(caption.to_owned(), tables::table(comparison)));
    let badges = tables::badges(comparison);
    if !badges.is_empty() {
        let point = |badge: crate::analysis::Badge| {
            vec![Span::Strong(format!("{}: ", badge.label())), Span::Text(badge.help().to_owned())]
        };
        blocks.push(Block::List(badges.into_iter().map(|(badge, _)| point(badge)).collect()));
    }
}

/// The factors of every rival's ratio to the baseline.
pub(super) fn ratios(blocks: &mut Vec<Block>, comparison: &Comparison) {
    let Some(base) = comparison.baseline().filter(|_| comparison.rows.len() > 1) else { return };
    blocks.push(Block::Heading(2, "Where the ratios come from".to_owned()));
    for (index, row) in comparison.rows.iter().enumerate().filter(|(index, _)| *index != comparison.baseline)
    {
        let name = &comparison
            .rows
            .get(index)
            .map_or_else(String::new, |row| row.evaluation.scenario().name.clone());
        let explanation = match explain_ratio(&row.evaluation, base, RatioBasis::Cost) {
            Ok(explanation) => explanation,
            Err(reason) => {
                blocks.push(paragraph(format!("{name}: {reason}.")));
                continue;
            }
        };
        blocks.push(paragraph(explanation.sentence.clone()));
        let mut table = Table::new(vec![
            Column::text("factor", "Factor"),
            Column::number("ratio", "Contributes", Dimension::Ratio),
            Column::text("of", name),
            Column::text("to", &base.scenario().name),
        ]);
        for factor in &explanation.factors {
            let dimension = factor.kind.dimension();
            let side = |value| match dimension {
                Dimension::Scalar => Cell::Empty,
                dimension => Cell::text(format::short(dimension, value)),
            };
            table.rows.push(vec![
                Cell::text(factor.kind.label()),
                Cell::Number(factor.ratio, Dimension::Ratio),
                side(factor.of),
                side(factor.to),
            ]);
        }
        let whole = format::short(Dimension::Ratio, explanation.ratio);
        blocks.push(Block::Table(
            format!("Factors of {whole}, the cost of {name} over that of {}", base.scenario().name),
            table,
        ));
    }
}

/// Percentiles of the cost, where inputs are ranges.
pub(super) fn uncertainty(blocks: &mut Vec<Block>, whole: &Whole) {
    blocks.push(Block::Heading(2, "How sure the cost is".to_owned()));
    let mut table = Table::new(vec![
        Column::text("name", "Scenario"),
        Column::number("point", "Without uncertainty", Dimension::Usd),
        Column::number("p5", "P5", Dimension::Usd),
        Column::number("p50", "P50", Dimension::Usd),
        Column::number("p95", "P95", Dimension::Usd),
        Column::text("matters", "Matters most"),
        Column::text("draws", "Draws"),
    ]);
    for (row, figure) in whole.comparison.rows.iter().zip(&whole.uncertain) {
        let Some(figure) = figure else { continue };
        let (outcome, plan) = (&figure.outcome, &figure.plan);
        let usd = |value| Cell::Number(value, Dimension::Usd);
        let most = figure.shares.shares.first().map(|share| {
            let part = format::significant(Dimension::Fraction, share.total, 2);
            format!("{}, {part} of the variance", plan.label(&share.factors))
        });
        let samples = format::full(f64::from(plan.samples()));
        table.rows.push(vec![
            Cell::text(row.evaluation.scenario().name.as_str()),
            usd(outcome.point),
            usd(outcome.p5.value),
            usd(outcome.p50.value),
            usd(outcome.p95.value),
            most.map_or(Cell::Empty, Cell::text),
            Cell::text(format!("{samples}, seed {}", plan.seed())),
        ]);
    }
    if table.rows.is_empty() {
        blocks.push(paragraph("No input that the cost depends on is a range: the figures carry no interval, which does not mean that they are exact."));
    } else {
        blocks.push(Block::Table(
            "Percentiles of the cost: 90 % of the draws lie between P5 and P95".to_owned(),
            table,
        ));
    }
}

/// Energy from the chips to the meter.
pub(super) fn energy(blocks: &mut Vec<Block>, comparison: &Comparison) {
    blocks.push(Block::Heading(2, "Energy".to_owned()));
    let mut table = Table::new(vec![
        Column::text("name", "Scenario"),
        Column::text("step", "Step"),
        Column::number("factor", "Factor", Dimension::Scalar),
        Column::number("energy_kwh", "Energy so far", Dimension::Energy),
    ]);
    for row in &comparison.rows {
        let name = row.evaluation.scenario().name.as_str();
        match &row.evaluation.estimate.energy_build_up {
            Ok(build_up) => table.rows.extend(build_up.steps().map(|step| {
                vec![
                    Cell::text(name),
                    Cell::text(step.label),
                    Cell::Number(step.factor, Dimension::Scalar),
                    Cell::Number(step.energy.base(), Dimension::Energy),
                ]
            })),
            Err(reason) => blocks.push(paragraph(format!("{name}: {reason}."))),
        }
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table("Build-up from accelerators to the facility’s meter".to_owned(), table));
    }
}

/// Cost at every rung, scenario by scenario.
pub(super) fn ladders(blocks: &mut Vec<Block>, comparison: &Comparison) {
    let mut columns = vec![Column::text("rung", "Rung"), Column::text("name", "Includes")];
    for row in &comparison.rows {
        let scenario = row.evaluation.scenario();
        columns.push(Column::number(&scenario.id, &scenario.name, Dimension::Usd));
    }
    let mut table = Table::new(columns);
    for scope in Scope::ALL {
        let mut cells = vec![Cell::text(scope.letter()), Cell::text(scope.name())];
        cells.extend(comparison.rows.iter().map(|row| {
            Cell::maybe(row.evaluation.estimate.cost_at(scope).ok().map(Usd::as_usd), Dimension::Usd)
        }));
        table.rows.push(cells);
    }
    blocks.push(Block::Table(
        "Cost at every rung of the scope ladder; a dash where nobody published what it needs".to_owned(),
        table,
    ));
}

/// Published claims and what the check of each says.
pub(super) fn claims(blocks: &mut Vec<Block>, whole: &Whole) {
    if whole.claims.is_empty() {
        return;
    }
    blocks.push(Block::Heading(2, "Published claims".to_owned()));
    for check in &whole.claims {
        let claim = &check.claim;
        blocks.push(Block::Heading(3, format!("{}: {}", claim.name, check.verdict.label())));
        let mut said = vec![Span::Text(format!("{} ", claim.statement))];
        let source = claim.provenance.citation();
        said.push(Span::Link(
            if claim.claimant.is_empty() { source } else { format!("{}: {source}", claim.claimant) },
            claim.provenance.url.clone(),
        ));
        blocks.push(Block::Paragraph(said));
        let reason = |reason: &crate::analysis::Reason| {
            let stance = match reason.stance {
                Stance::Against => "Against: ",
                Stance::Limits => "Limits: ",
                Stance::For => "For: ",
                Stance::Note => "",
            };
            vec![Span::Strong(stance.to_owned()), Span::Text(reason.text.clone())]
        };
        blocks.push(Block::List(check.reasons.iter().take(REASONS).map(reason).collect()));
        let needed = claim::conditions_table(check);
        if !needed.rows.is_empty() {
            blocks.push(Block::Table("What would have to be true, one input at a time".to_owned(), needed));
        }
    }
    if whole.more_claims > 0 {
        let more = whole.more_claims;
        let (claims, are) = if more == 1 { ("claim", "is") } else { ("claims", "are") };
        blocks.push(paragraph(format!(
            "{more} more published {claims} {are} about this run; flopwise check goes through each."
        )));
    }
}

/// Method, citation.
pub(super) fn closing(blocks: &mut Vec<Block>, comparison: &Comparison, catalog: &Catalog) {
    blocks.push(Block::Heading(2, "Method".to_owned()));
    blocks.push(paragraph(
        "Compute is parameters times tokens by the convention that each scenario names, or as published. Hours are as reported, \
         or compute over peak, utilization and goodput. Cost is hours times rent on rungs A to E; ownership, purchase, fleet \
         and lifetime follow on F to I. Energy goes from rated power over the server to the meter. Every figure is explained \
         above down to its sources; METHODOLOGY.md gives each formula with its source and range.",
    ));
    blocks.push(paragraph(
        "Status of a figure: reported by those who did it, derived by arithmetic from reported values, estimated by an analyst or \
         a default with evidence, speculative where it is a leak or a guess, yours where somebody entered it. A figure has the \
         weakest status among its inputs. Money is in nominal US dollars.",
    ));
    blocks.push(Block::Heading(2, "How to cite".to_owned()));
    let citation = cite::citation(catalog, comparison.rows.iter().map(|row| row.evaluation.scenario()));
    blocks.push(paragraph(citation.text()));
    blocks.push(Block::Code(citation.bibtex()));
    if comparison.rows.iter().any(|row| row.evaluation.value(FigureId::Cost).is_err()) {
        blocks.push(paragraph("A dash is a figure that nobody published and that cannot be derived."));
    }
}
