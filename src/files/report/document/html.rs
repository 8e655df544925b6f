//! A document as one HTML page: semantic, printable, light and dark, nothing loaded from elsewhere.

use std::fmt::Write as _;

use super::{Block, Branch, Document, Figure, Span, followed};
use crate::files::report::{Cell, Table};

/// The page's only style. Charts keep a light ground in the dark theme: they are drawn for one.
const STYLE: &str = include_str!("page.css");

pub(super) fn page(document: &Document) -> String {
    let title = escaped(&document.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"flopwise {}\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        env!("CARGO_PKG_VERSION")
    );
    let mut figures = 0;
    for block in &document.blocks {
        if matches!(block, Block::Figure(_)) {
            figures += 1;
        }
        write_block(&mut page, block, figures);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn write_block(page: &mut String, block: &Block, figures: usize) {
    match block {
        Block::Heading(level, text) => {
            let level = (*level).clamp(2, 6);
            let _ = writeln!(page, "<h{level}>{}</h{level}>", escaped(text));
        }
        Block::Paragraph(spans) => {
            let _ = writeln!(page, "<p>{}</p>", inline(spans));
        }
        Block::Table(caption, table) => write_table(page, caption, table),
        Block::Figure(figure) => write_figure(page, figure, figures),
        Block::Tree(branches) => write_tree(page, branches, true),
        Block::List(points) => {
            page.push_str("<ul>\n");
            for point in points {
                let _ = writeln!(page, "<li>{}</li>", inline(point));
            }
            page.push_str("</ul>\n");
        }
        Block::Code(text) => {
            let _ = writeln!(page, "<pre><code>{}</code></pre>", escaped(text));
        }
    }
}

fn inline(spans: &[Span]) -> String {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Text(words) => text.push_str(&escaped(words)),
            Span::Strong(words) => {
                let _ = write!(text, "<strong>{}</strong>", escaped(words));
            }
            Span::Link(words, url) => text.push_str(&link(words, url)),
        }
    }
    text
}

fn link(words: &str, url: &str) -> String {
    match followed(url) {
        Some(url) => format!("<a href=\"{}\">{}</a>", escaped(url), escaped(words)),
        None => escaped(words),
    }
}

/// The first column names its row where it holds words.
fn write_table(page: &mut String, caption: &str, table: &Table) {
    let class = |column: usize| if table.is_numeric(column) { " class=\"n\"" } else { "" };
    let _ =
        write!(page, "<div class=\"wide\">\n<table>\n<caption>{}</caption>\n<thead>\n<tr>", escaped(caption));
    for (index, column) in table.columns.iter().enumerate() {
        let _ = write!(page, "<th scope=\"col\"{}>{}</th>", class(index), escaped(&column.label));
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            let shown = match cell {
                Cell::Link(words, url) => link(words, url),
                cell => escaped(&cell.shown()),
            };
            let _ = match (index, cell) {
                (0, Cell::Text(_)) => write!(page, "<th scope=\"row\">{shown}</th>"),
                _ => write!(page, "<td{}>{shown}</td>", class(index)),
            };
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

/// The caption says what the picture shows; the picture's own title and description carry ids that no other has.
fn write_figure(page: &mut String, figure: &Figure, number: usize) {
    let svg = figure
        .svg
        .replace("aria-labelledby=\"title desc\"", &format!("aria-labelledby=\"t{number} d{number}\""))
        .replace("<title id=\"title\">", &format!("<title id=\"t{number}\">"))
        .replace("<desc id=\"desc\">", &format!("<desc id=\"d{number}\">"));
    let _ = writeln!(
        page,
        "<figure id=\"{}\">\n{}\n<figcaption><strong>Figure {number}.</strong> {}</figcaption>\n</figure>",
        escaped(&figure.id),
        svg.trim_end(),
        escaped(&figure.caption)
    );
}

fn write_tree(page: &mut String, branches: &[Branch], outer: bool) {
    page.push_str(if outer { "<ul class=\"tree\">\n" } else { "<ul>\n" });
    for branch in branches {
        let _ = write!(page, "<li>{}", inline(&branch.head));
        for line in &branch.lines {
            let _ = write!(page, "<br><small>{}</small>", escaped(line));
        }
        if branch.below.is_empty() {
            page.push_str("</li>\n");
        } else {
            page.push('\n');
            write_tree(page, &branch.below, false);
            page.push_str("</li>\n");
        }
    }
    page.push_str("</ul>\n");
}

/// Text that the page shows and does not obey.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(c),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}
