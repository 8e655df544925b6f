//! Text and tables as LaTeX: escaped, in the characters that a plain article class knows.

use super::table::{Cell, Table};

/// Text for LaTeX. Signs that ASCII lacks become commands; powers such as `10²⁴` become math.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut raised = String::new();
    for c in text.chars() {
        if let Some(digit) = superscript(c) {
            raised.push(digit);
            continue;
        }
        raise(&mut written, &mut raised);
        match c {
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => written.extend(['\\', c]),
            '<' => written.push_str("$<$"),
            '>' => written.push_str("$>$"),
            '×' => written.push_str("$\\times$"),
            '÷' => written.push_str("$\\div$"),
            '−' => written.push_str("$-$"),
            '±' => written.push_str("$\\pm$"),
            '≈' => written.push_str("$\\approx$"),
            '≤' => written.push_str("$\\le$"),
            '≥' => written.push_str("$\\ge$"),
            '→' => written.push_str("$\\to$"),
            '·' => written.push_str("$\\cdot$"),
            '✓' => written.push_str("$\\checkmark$"),
            '–' => written.push_str("--"),
            '—' => written.push_str("---"),
            '…' => written.push_str("\\dots{}"),
            '“' => written.push_str("``"),
            '”' => written.push_str("''"),
            '‘' => written.push('`'),
            '’' => written.push('\''),
            '\u{a0}' => written.push('~'),
            '\u{202f}' | '\u{2009}' => written.push_str("\\,"),
            c if c.is_control() => written.push(' '),
            c => written.push(c),
        }
    }
    raise(&mut written, &mut raised);
    written
}

fn raise(written: &mut String, raised: &mut String) {
    if !raised.is_empty() {
        written.push_str(&format!("$^{{{raised}}}$"));
        raised.clear();
    }
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴' => '4',
        '⁵' => '5',
        '⁶' => '6',
        '⁷' => '7',
        '⁸' => '8',
        '⁹' => '9',
        '⁻' => '-',
        _ => return None,
    })
}

/// A table for the package booktabs: words to the left, numbers to the right.
pub(super) fn tabular(table: &Table) -> String {
    let shape: String =
        (0..table.columns.len()).map(|column| if table.is_numeric(column) { 'r' } else { 'l' }).collect();
    let line = |cells: Vec<String>| format!("{} \\\\\n", cells.join(" & "));
    let mut text = format!("% \\usepackage{{booktabs}}\n\\begin{{tabular}}{{{shape}}}\n\\toprule\n");
    text.push_str(&line(table.columns.iter().map(|column| escaped(&column.label)).collect()));
    text.push_str("\\midrule\n");
    for row in &table.rows {
        // A line that begins with a bracket would be taken for a distance of the line before.
        let cells = row.iter().map(Cell::shown).map(|cell| match escaped(&cell) {
            cell if cell.starts_with('[') => format!("{{}}{cell}"),
            cell => cell,
        });
        text.push_str(&line(cells.collect()));
    }
    text.push_str("\\bottomrule\n\\end{tabular}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Column, Table, TableFormat};
    use super::*;
    use crate::estimate::FigureId;
    use crate::units::Dimension;

    #[test]
    fn what_latex_obeys_is_escaped() {
        assert_eq!(escaped("$5.58 M & 50 %_#{}"), "\\$5.58 M \\& 50 \\%\\_\\#\\{\\}");
        assert_eq!(
            escaped("\\input{x} ~^"),
            "\\textbackslash{}input\\{x\\} \\textasciitilde{}\\textasciicircum{}"
        );
        assert_eq!(escaped("3.29 × 10²⁴ FLOP"), "3.29 $\\times$ 10$^{24}$ FLOP");
        assert_eq!(escaped("10⁻³ – “a”"), "10$^{-3}$ -- ``a''");
        assert_eq!(escaped("line\nbreak"), "line break");
    }

    #[test]
    fn numbers_stand_right_between_rules() {
        let mut table = Table::new(vec![Column::text("name", "Name & co"), Column::figure(FigureId::Cost)]);
        table.rows = vec![
            vec![Cell::text("DeepSeek_V3"), Cell::Number(5_576_000.0, Dimension::Usd)],
            vec![Cell::text("[x]"), Cell::Empty],
        ];
        assert_eq!(
            table.write(TableFormat::Latex),
            "% \\usepackage{booktabs}\n\\begin{tabular}{lr}\n\\toprule\nName \\& co & Cost at this scope \\\\\n\
             \\midrule\nDeepSeek\\_V3 & \\$5.58 M \\\\\n{}[x] & -- \\\\\n\\bottomrule\n\\end{tabular}\n"
        );
    }
}
