//! From rental quotes to the text of a file that reads back to them.

use super::PRICES;
use crate::catalog::{Confidence, PriceKind, PriceQuote, Provenance};
use crate::files::schema::v1::fields::Fields;
use crate::files::schema::v1::values::Words as _;
use crate::files::text::{Writer, quoted};

/// The text of a file of quotes. The same quotes always give the same text.
#[must_use]
pub fn write_prices(quotes: &[PriceQuote]) -> String {
    let mut sources: Vec<&Provenance> = Vec::new();
    for quote in quotes {
        let source = quote.provenance.as_ref();
        if !source.source.is_empty() && !sources.iter().any(|known| is_same(known, source)) {
            sources.push(source);
        }
    }
    let mut out = Writer::default();
    out.open("(");
    out.line(&format!("schema: {},", quoted(PRICES)));
    out.line("version: 1,");
    if !sources.is_empty() {
        out.open("sources: {");
        for (number, source) in sources.iter().enumerate() {
            let mut fields = vec![format!("title: {}", quoted(&source.source))];
            if !source.url.is_empty() {
                fields.push(format!("url: {}", quoted(&source.url)));
            }
            fields.push(format!("status: {}", quoted(source.status.word())));
            out.fields(&format!("{}: (", quoted(&key(number))), &fields, "),");
        }
        out.close("},");
    }
    out.open("quotes: [");
    for quote in quotes {
        let source = sources.iter().position(|source| is_same(source, &quote.provenance));
        out.fields("(", &fields(quote, source), "),");
    }
    out.close("],");
    out.close(")");
    out.finish()
}

/// Whether two values cite the same source; the day and the remark belong to the quote.
fn is_same(one: &Provenance, other: &Provenance) -> bool {
    (&one.source, &one.url, one.status) == (&other.source, &other.url, other.status)
}

fn key(number: usize) -> String {
    format!("source-{}", number + 1)
}

fn fields(quote: &PriceQuote, source: Option<usize>) -> Vec<String> {
    let mut fields = Fields::default();
    fields.words("id", &quote.id);
    fields.words("provider", &quote.provider);
    fields.words("as_quoted", &quote.accelerator_as_quoted);
    fields.words("accelerator", quote.accelerator.as_deref().unwrap_or_default());
    fields.words("chip_family", &quote.chip_family);
    for (kind, price) in &quote.prices {
        let key = match kind {
            PriceKind::OnDemand => "usd_per_hour_on_demand",
            PriceKind::Spot => "usd_per_hour_spot",
            PriceKind::Reserved1y => "usd_per_hour_reserved_1y",
            PriceKind::Reserved3y => "usd_per_hour_reserved_3y",
            PriceKind::Assumed => "usd_per_hour_assumed",
        };
        fields.number(key, Some(price.as_usd_per_hour()));
    }
    fields.words("instance", &quote.instance);
    fields.number("per_instance", quote.accelerators_per_instance.map(f64::from));
    fields.words("region", &quote.region);
    fields.words("date", &quote.date.to_string());
    fields.words("segment", &quote.segment);
    fields.words("source", &source.map(key).unwrap_or_default());
    if source.is_none() {
        fields.words("status", quote.provenance.status.word());
    }
    if quote.confidence != Confidence::Medium {
        fields.words("confidence", quote.confidence.word());
    }
    fields.flag("unconfirmed", quote.provenance.unconfirmed);
    fields.words("note", &quote.provenance.note);
    fields.finish()
}
