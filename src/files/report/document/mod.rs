//! A document as blocks, and the writers that turn it into a page: another format is another writer and nothing else.

mod html;
mod markdown;

use super::Table;
use super::table::followed;

/// A document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The title, which is the first heading, too.
    pub title: String,
    /// Top to bottom.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading below the title: 2 for a section, 3 and 4 inside it.
    Heading(u8, String),
    /// Running text.
    Paragraph(Vec<Span>),
    /// A table with what it shows.
    Table(String, Table),
    /// A picture.
    Figure(Figure),
    /// Branches below branches.
    Tree(Vec<Branch>),
    /// Points of a list.
    List(Vec<Vec<Span>>),
    /// Text as it is: BibTeX, LaTeX.
    Code(String),
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// Words that lead somewhere: words and address. Only http and https are followed.
    Link(String, String),
}

/// A picture with the same in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Names the picture's file and its anchor: letters, digits, hyphens.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// Under the picture: the same in words, for who cannot see it.
    pub caption: String,
    /// The picture as SVG, for a page that holds everything.
    pub svg: String,
    /// The picture beside the page, for a page that holds text only; left out if empty.
    pub file: String,
}

/// A branch of a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Branch {
    /// The first line.
    pub head: Vec<Span>,
    /// Lines below it.
    pub lines: Vec<String>,
    /// What it branches into.
    pub below: Vec<Branch>,
}

/// Words as the only span.
#[must_use]
pub fn words(text: impl Into<String>) -> Vec<Span> {
    vec![Span::Text(text.into())]
}

impl Document {
    /// The document as one HTML page without scripts and without anything from elsewhere.
    #[must_use]
    pub fn html(&self) -> String {
        html::page(self)
    }

    /// The document as Markdown, as GitHub reads it.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::page(self)
    }
}

#[cfg(test)]
mod tests;
