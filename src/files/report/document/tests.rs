//! Both writers: nothing in a name is obeyed, every tag is closed, nothing is loaded from elsewhere.

use super::*;
use crate::files::report::{Cell, Column};
use crate::units::Dimension;

const NASTY: &str = "<b onload=\"x\">A&B</b> | `*_[x](javascript:y)";

fn sample() -> Document {
    let mut table = Table::new(vec![
        Column::text("name", NASTY),
        Column::number("cost", "Cost", Dimension::Usd),
        Column::text("s", "Source"),
    ]);
    table.rows = vec![vec![
        Cell::text(NASTY),
        Cell::Number(5_576_000.0, Dimension::Usd),
        Cell::Link("Report".into(), "https://example.org/a?b=1&c=(2)".into()),
    ]];
    let leaf = Branch { head: words(NASTY), lines: vec!["= 2 × 3".into()], below: Vec::new() };
    Document {
        title: NASTY.into(),
        blocks: vec![
            Block::Heading(2, NASTY.into()),
            Block::Paragraph(vec![Span::Strong(NASTY.into()), Span::Link(NASTY.into(), "javascript:alert(1)".into())]),
            Block::Table(NASTY.into(), table),
            Block::Figure(Figure {
                id: "cost".into(),
                title: NASTY.into(),
                caption: NASTY.into(),
                svg: "<svg aria-labelledby=\"title desc\"><title id=\"title\">T</title><desc id=\"desc\">D</desc></svg>\n".into(),
                file: "report-cost.svg".into(),
            }),
            Block::Tree(vec![Branch { head: words("Cost"), lines: Vec::new(), below: vec![leaf] }]),
            Block::List(vec![words(NASTY)]),
            Block::Code("@software{x,\n  note = {```}\n}".into()),
        ],
    }
}

/// Names of tags in their order; panics where one closes that is not open.
fn check_balanced(html: &str) {
    let empty = ["meta", "br", "rect", "line", "path", "polygon", "polyline", "circle", "image"];
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.split_once("<!DOCTYPE html>").expect("a doctype").1;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').expect("a tag that ends");
        rest = after;
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(!name.is_empty(), "a bare < before {tag:?}");
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "</{tag}>");
        } else if !tag.ends_with('/') && !empty.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

#[test]
fn a_page_is_balanced_and_obeys_no_name() {
    let html = sample().html();
    check_balanced(&html);
    assert!(!html.contains("<b ") && !html.contains("href=\"javascript"), "{html}");
    for wrong in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!html.contains(wrong), "{wrong}");
    }
    assert!(html.contains("<th scope=\"col\">") && html.contains("<th scope=\"row\">"));
    assert!(html.contains("<td class=\"n\">$5.58 M</td>"), "{html}");
    assert!(html.contains("aria-labelledby=\"t1 d1\"") && html.contains("<title id=\"t1\">"));
    assert!(html.contains("<a href=\"https://example.org/a?b=1&amp;c=(2)\">Report</a>"));
    assert_eq!(html, sample().html());
}

#[test]
fn markdown_says_the_same() {
    let page = sample().markdown();
    assert!(page.starts_with("# \\<b onload="), "{page}");
    assert!(!page.contains("](javascript:alert"), "{page}");
    assert!(page.contains("[Report](<https://example.org/a?b=1&c=(2)>)"), "{page}");
    assert!(page.contains("](<report-cost.svg>)") && page.contains("**Figure 1.**"));
    assert!(page.contains("````\n@software{x,\n  note = {```}\n}\n````"), "{page}");
    assert!(page.contains("- Cost\n  - \\<b"), "{page}");
}
