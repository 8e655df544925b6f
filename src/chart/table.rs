//! The plotted data as a table, for copying and for a file beside the picture.

use super::resolve::certainty_word;
use super::resolved::Measure;
use super::spec::{
    Bars, ChartKind, ChartSpec, Columns, GroupedBars, HeatTable, Lines, Scatter, StackedBars, TickCell,
    TickTable, Tornado, Waterfall, XAxis,
};
use super::ticks;
use crate::units::Dimension;

/// The plotted data with units in the header and numbers in full precision.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartTable {
    /// Column heads.
    pub header: Vec<String>,
    /// One list per row, each as long as the header.
    pub rows: Vec<Vec<TableCell>>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCell {
    /// Words.
    Text(String),
    /// A number in the unit of the column's head.
    Number(f64),
    /// Nothing.
    Empty,
}

impl TableCell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn maybe(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// The cell as text; numbers with every digit, without grouping, so that a spreadsheet reads them as numbers.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => plain_number(*number),
            Self::Empty => String::new(),
        }
    }
}

/// The shortest text that reads back to the same number.
fn plain_number(number: f64) -> String {
    if number == 0.0 || (1e-5..1e15).contains(&number.abs()) {
        format!("{number}")
    } else {
        format!("{number:e}")
    }
}

impl ChartTable {
    /// Comma-separated values with quotes where needed, lines ending in `\r\n` as the format asks.
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.lines(",", "\r\n", csv_field)
    }

    /// Tab-separated values, as spreadsheets paste them.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        self.lines("\t", "\n", |text| text.replace(['\t', '\n', '\r'], " "))
    }

    /// A Markdown table; columns of numbers are right-aligned.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let escape = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = line(self.header.iter().map(|head| escape(head)).collect());
        let numeric = |column: usize| {
            let cells = || self.rows.iter().filter_map(|row| row.get(column));
            cells().any(|cell| matches!(cell, TableCell::Number(_)))
                && !cells().any(|cell| matches!(cell, TableCell::Text(_)))
        };
        let rule = |column| if numeric(column) { "---:".to_owned() } else { "---".to_owned() };
        text.push_str(&line((0..self.header.len()).map(rule).collect()));
        for row in &self.rows {
            text.push_str(&line(row.iter().map(|cell| escape(&cell.plain())).collect()));
        }
        text
    }

    fn lines(&self, separator: &str, end: &str, field: impl Fn(&str) -> String) -> String {
        let mut text = String::new();
        let header: Vec<String> = self.header.iter().map(|head| field(head)).collect();
        text.push_str(&header.join(separator));
        text.push_str(end);
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| field(&cell.plain())).collect();
            text.push_str(&cells.join(separator));
            text.push_str(end);
        }
        text
    }
}

fn csv_field(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The plotted data of a chart.
#[must_use]
pub fn table(spec: &ChartSpec) -> ChartTable {
    match &spec.kind {
        ChartKind::Bars(bars) => bars_table(bars),
        ChartKind::GroupedBars(bars) => grouped_table(bars),
        ChartKind::StackedBars(bars) => stacked_table(bars),
        ChartKind::Waterfall(waterfall) => waterfall_table(waterfall),
        ChartKind::Scatter(scatter) => scatter_table(scatter),
        ChartKind::Lines(lines) => lines_table(lines),
        ChartKind::Columns(columns) => columns_table(columns),
        ChartKind::Tornado(tornado) => tornado_table(tornado),
        ChartKind::HeatTable(heat) => heat_table(heat),
        ChartKind::TickTable(ticks) => tick_table(ticks),
    }
}

fn headed(header: &[&str], rows: Vec<Vec<TableCell>>) -> ChartTable {
    ChartTable { header: header.iter().map(|head| (*head).to_owned()).collect(), rows }
}

/// "Cost (USD)"; bare numbers have no unit to name.
fn with_unit(name: &str, dimension: Dimension) -> String {
    match dimension.unit() {
        "" | "1" => name.to_owned(),
        unit if name.contains(unit) => name.to_owned(),
        unit => format!("{name} ({unit})"),
    }
}

fn bars_table(spec: &Bars) -> ChartTable {
    let dimension = spec.axis.dimension;
    let value = with_unit(&spec.axis.title, dimension);
    let (low, high) = (with_unit("Low", dimension), with_unit("High", dimension));
    let rows = spec.rows.iter().map(|row| {
        let certainty = match row.value {
            Some(_) => TableCell::text(certainty_word(row.certainty)),
            None => TableCell::text(row.missing_reason.as_str()),
        };
        vec![
            TableCell::text(row.label.as_str()),
            TableCell::maybe(row.value),
            TableCell::maybe(row.low_high.map(|(low, _)| low)),
            TableCell::maybe(row.low_high.map(|(_, high)| high)),
            certainty,
        ]
    });
    headed(&["Name", &value, &low, &high, "Certainty"], rows.collect())
}

fn grouped_table(spec: &GroupedBars) -> ChartTable {
    let mut header = vec!["Name".to_owned(), "Detail".to_owned()];
    header.extend(spec.names.iter().map(|name| with_unit(name, spec.axis.dimension)));
    let rows = spec.rows.iter().map(|row| {
        let mut cells = vec![TableCell::text(row.label.as_str()), TableCell::text(row.detail.as_str())];
        cells.extend(row.values.iter().map(|value| TableCell::maybe(*value)));
        cells.resize(header.len(), TableCell::Empty);
        cells
    });
    let rows = rows.collect();
    ChartTable { header, rows }
}

fn columns_table(spec: &Columns) -> ChartTable {
    let (from, to) = (with_unit("From", spec.x.dimension), with_unit("To", spec.x.dimension));
    let height = with_unit(&spec.y.title, spec.y.dimension);
    let rows = spec
        .columns
        .iter()
        .map(|column| [column.from, column.to, column.height].into_iter().map(TableCell::Number).collect());
    headed(&[&from, &to, &height], rows.collect())
}

fn stacked_table(spec: &StackedBars) -> ChartTable {
    let value = with_unit(&spec.axis.title, spec.axis.dimension);
    let rows = spec.rows.iter().flat_map(|row| {
        row.segments.iter().map(|segment| {
            vec![
                TableCell::text(row.label.as_str()),
                TableCell::text(segment.name.as_str()),
                TableCell::Number(segment.value),
                TableCell::text(certainty_word(segment.certainty)),
            ]
        })
    });
    headed(&["Name", "Part", &value, "Certainty"], rows.collect())
}

fn waterfall_table(spec: &Waterfall) -> ChartTable {
    match spec {
        Waterfall::Multiplicative { factors, total_label, ratio, .. } => {
            let product: f64 = factors.iter().map(|factor| factor.factor).product();
            let line = |label: &str, detail: &str, factor: f64, certainty: &str| {
                let words = [TableCell::text(label), TableCell::text(detail)];
                words.into_iter().chain([TableCell::Number(factor), TableCell::text(certainty)]).collect()
            };
            let mut rows: Vec<Vec<TableCell>> = factors
                .iter()
                .map(|factor| {
                    line(&factor.label, &factor.detail, factor.factor, certainty_word(factor.certainty))
                })
                .collect();
            rows.push(line("Not explained", "", ratio / product, ""));
            rows.push(line(total_label, "", *ratio, ""));
            headed(&["Factor", "Detail", "Factor (×)", "Certainty"], rows)
        }
        Waterfall::Additive { axis, steps, total_label } => {
            let value = with_unit(&axis.title, axis.dimension);
            let mut rows: Vec<Vec<TableCell>> = steps
                .iter()
                .map(|step| {
                    vec![
                        TableCell::text(step.label.as_str()),
                        TableCell::text(step.detail.as_str()),
                        TableCell::Number(step.delta),
                        TableCell::text(certainty_word(step.certainty)),
                    ]
                })
                .collect();
            let total: f64 = steps.iter().map(|step| step.delta).sum();
            let label = TableCell::text(total_label.as_str());
            rows.push(vec![label, TableCell::Empty, TableCell::Number(total), TableCell::Empty]);
            headed(&["Step", "Detail", &value, "Certainty"], rows)
        }
    }
}

fn x_head(axis: &XAxis) -> (String, Measure) {
    match axis {
        XAxis::Quantity(axis) => (with_unit(&axis.title, axis.dimension), Measure::Quantity(axis.dimension)),
        XAxis::Date { title, .. } => (title.clone(), Measure::Date),
    }
}

fn x_cell(measure: Measure, value: f64) -> TableCell {
    match measure {
        Measure::Quantity(_) => TableCell::Number(value),
        Measure::Date => TableCell::Text(ticks::iso_date(value)),
    }
}

fn scatter_table(spec: &Scatter) -> ChartTable {
    let (x, measure) = x_head(&spec.x);
    let y = with_unit(&spec.y.title, spec.y.dimension);
    let (low, high) = (with_unit("Low", spec.y.dimension), with_unit("High", spec.y.dimension));
    let points = spec.points.iter().map(|point| {
        vec![
            TableCell::text(point.label.as_str()),
            x_cell(measure, point.x),
            TableCell::Number(point.y),
            TableCell::maybe(point.low_high.map(|(low, _)| low)),
            TableCell::maybe(point.low_high.map(|(_, high)| high)),
            TableCell::text(certainty_word(point.certainty)),
        ]
    });
    // The line's places follow the points.
    let line = spec.line.iter().flat_map(|line| {
        line.points.iter().map(move |(at, value)| {
            vec![
                TableCell::text(line.name.as_str()),
                x_cell(measure, *at),
                TableCell::Number(*value),
                TableCell::Empty,
                TableCell::Empty,
                TableCell::text("line"),
            ]
        })
    });
    headed(&["Name", &x, &y, &low, &high, "Certainty"], points.chain(line).collect())
}

fn lines_table(spec: &Lines) -> ChartTable {
    let (x, measure) = x_head(&spec.x);
    let y = with_unit(&spec.y.title, spec.y.dimension);
    let (low, high) = (with_unit("Low", spec.y.dimension), with_unit("High", spec.y.dimension));
    let rows = spec.series.iter().flat_map(|series| {
        series.points.iter().enumerate().map(move |(index, (at, value))| {
            let band = series.band.get(index).filter(|(x, _, _)| x == at);
            vec![
                TableCell::text(series.name.as_str()),
                x_cell(measure, *at),
                TableCell::Number(*value),
                TableCell::maybe(band.map(|(_, low, _)| *low)),
                TableCell::maybe(band.map(|(_, _, high)| *high)),
            ]
        })
    });
    headed(&["Series", &x, &y, &low, &high], rows.collect())
}

fn tornado_table(spec: &Tornado) -> ChartTable {
    let dimension = spec.axis.dimension;
    let name = |end: &str| with_unit(&format!("{} at {end} end", spec.axis.title), dimension);
    let base = with_unit(&format!("{} at base", spec.axis.title), dimension);
    let rows = spec.rows.iter().map(|row| {
        vec![
            TableCell::text(row.label.as_str()),
            TableCell::text(row.detail.as_str()),
            TableCell::Number(row.at_low),
            TableCell::Number(spec.base),
            TableCell::Number(row.at_high),
            TableCell::maybe(row.share),
        ]
    });
    headed(&["Input", "Detail", &name("low"), &base, &name("high"), "Share of variance"], rows.collect())
}

fn heat_table(spec: &HeatTable) -> ChartTable {
    let corner = format!("{} \\ {}", spec.row_title, spec.column_title);
    let mut header = vec![with_unit(&corner, spec.dimension)];
    header.extend(spec.columns.iter().cloned());
    let rows = spec.rows.iter().zip(&spec.values).map(|(head, values)| {
        let mut cells = vec![TableCell::text(head.as_str())];
        cells.extend(values.iter().map(|value| TableCell::maybe(*value)));
        cells.resize(header.len(), TableCell::Empty);
        cells
    });
    let rows = rows.collect();
    ChartTable { header, rows }
}

fn tick_table(spec: &TickTable) -> ChartTable {
    let mut header = vec![spec.row_title.clone()];
    header.extend(spec.columns.iter().cloned());
    let rows = spec.rows.iter().zip(&spec.cells).map(|(head, cells)| {
        let mut row = vec![TableCell::text(head.as_str())];
        row.extend(cells.iter().map(|cell| match cell {
            TickCell::Yes => TableCell::text("yes"),
            TickCell::No => TableCell::text("no"),
            TickCell::Words(words) => TableCell::text(words.as_str()),
        }));
        row.resize(header.len(), TableCell::Empty);
        row
    });
    let rows = rows.collect();
    ChartTable { header, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::spec::{Axis, BarRow, Certainty, Footer, Mark, RowOrder, Scale};

    fn spec() -> ChartSpec {
        let rows = vec![
            BarRow::new("DeepSeek-V3", 5_576_000.0, Certainty::Reported),
            BarRow::new("GPT-4, \"leak\"", 57e6, Certainty::Estimated).interval(40e6, 160e6),
            BarRow::missing("Grok 3", "not published"),
        ];
        ChartSpec {
            title: "Title".into(),
            subtitle: String::new(),
            badges: Vec::new(),
            kind: ChartKind::Bars(Bars {
                axis: Axis::new(Dimension::Usd, Scale::Log, "Cost"),
                mark: Mark::Bar,
                rows,
                order: RowOrder::AsGiven,
                interval_label: "90 % interval".into(),
            }),
            footer: Footer::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn csv_has_units_in_the_header_and_quotes_where_needed() {
        let csv = table(&spec()).to_csv();
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(lines[0], "Name,Cost (USD),Low (USD),High (USD),Certainty");
        assert_eq!(lines[1], "DeepSeek-V3,5576000,,,reported");
        assert_eq!(lines[2], "\"GPT-4, \"\"leak\"\"\",57000000,40000000,160000000,estimate");
        assert_eq!(lines[3], "Grok 3,,,,not published");
    }

    #[test]
    fn tsv_cells_are_numbers_for_a_spreadsheet() {
        let tsv = table(&spec()).to_tsv();
        let cell = tsv.lines().nth(1).and_then(|line| line.split('\t').nth(1)).expect("second cell");
        assert_eq!(cell.parse(), Ok(5_576_000.0));
    }

    #[test]
    fn markdown_right_aligns_numbers() {
        let markdown = table(&spec()).to_markdown();
        assert_eq!(markdown.lines().nth(1), Some("| --- | ---: | ---: | ---: | --- |"));
    }

    #[test]
    fn large_numbers_keep_every_digit() {
        assert_eq!(plain_number(3.2856e24), "3.2856e24");
        assert_eq!(plain_number(5_576_000.25), "5576000.25");
        assert_eq!(plain_number(3.2856e24).parse(), Ok(3.2856e24));
    }
}
