//! A document as Markdown, as GitHub reads it.

use super::{Block, Branch, Document, Span, followed};
use crate::files::report::TableFormat;
use crate::files::report::table::{markdown_field, markdown_link};

pub(super) fn page(document: &Document) -> String {
    let mut page = format!("# {}\n", markdown_field(&document.title));
    let mut figures = 0;
    for block in &document.blocks {
        page.push('\n');
        match block {
            Block::Heading(level, text) => {
                let marks = "#".repeat(usize::from((*level).clamp(2, 6)));
                page.push_str(&format!("{marks} {}\n", markdown_field(text)));
            }
            Block::Paragraph(spans) => page.push_str(&format!("{}\n", inline(spans))),
            Block::Table(caption, table) => {
                page.push_str(&format!(
                    "{}\n\n{}",
                    markdown_field(caption),
                    table.write(TableFormat::Markdown)
                ));
            }
            Block::Figure(figure) => {
                figures += 1;
                let caption = markdown_field(&figure.caption);
                if !figure.file.is_empty() {
                    page.push_str(&format!("![{}](<{}>)\n\n", markdown_field(&figure.title), figure.file));
                }
                page.push_str(&format!("**Figure {figures}.** {caption}\n"));
            }
            Block::Tree(branches) => write_tree(&mut page, branches, 0),
            Block::List(points) => {
                for point in points {
                    page.push_str(&format!("- {}\n", inline(point)));
                }
            }
            Block::Code(text) => page.push_str(&fenced(text)),
        }
    }
    page
}

/// A fence longer than any in the text.
fn fenced(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{}\n{fence}\n", text.trim_end())
}

fn inline(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match span {
            Span::Text(words) => markdown_field(words),
            Span::Strong(words) => {
                // Emphasis that ends in a space is none.
                let bare = words.trim_end();
                format!("**{}**{}", markdown_field(bare), words.get(bare.len()..).unwrap_or_default())
            }
            Span::Link(words, url) => match followed(url) {
                Some(url) => markdown_link(words, url),
                None => markdown_field(words),
            },
        })
        .collect()
}

fn write_tree(page: &mut String, branches: &[Branch], depth: usize) {
    let indent = "  ".repeat(depth);
    for branch in branches {
        page.push_str(&format!("{indent}- {}", inline(&branch.head)));
        for line in &branch.lines {
            page.push_str(&format!("  \n{indent}  {}", markdown_field(line)));
        }
        page.push('\n');
        write_tree(page, &branch.below, depth + 1);
    }
}
