//! Pair kerning from a font's GPOS table, which the glyph rasterizer does not read.

/// Glyph pairs and how far the second moves toward the first, as the font stores them.
#[derive(Default)]
pub(super) struct Kerning {
    subtables: Vec<Pairs>,
}

enum Pairs {
    /// Listed pairs: first glyph, then (second glyph, adjustment).
    Listed(Vec<(u16, Vec<(u16, i16)>)>),
    /// Classes of glyphs.
    Classes { covered: Vec<u16>, first: Classes, second: Classes, columns: usize, adjust: Vec<i16> },
}

/// Which class a glyph belongs to: ranges of first glyph, last glyph, class.
struct Classes(Vec<(u16, u16, u16)>);

impl Classes {
    fn of(&self, glyph: u16) -> usize {
        let found = self.0.iter().find(|(first, last, _)| (*first..=*last).contains(&glyph));
        found.map_or(0, |(_, _, class)| usize::from(*class))
    }
}

impl Kerning {
    /// Adjustment between two glyphs in font units, usually negative.
    pub(super) fn between(&self, left: u16, right: u16) -> i16 {
        self.subtables.iter().find_map(|pairs| pairs.adjust(left, right)).unwrap_or(0)
    }

    /// Reads the `kern` feature of an OpenType font.
    pub(super) fn parse(font: &[u8]) -> Option<Self> {
        let gpos = Bytes(font).table(*b"GPOS")?;
        let lookups = gpos.at(usize::from(gpos.u16(8)?));
        let mut subtables = Vec::new();
        for index in kern_lookups(&gpos)? {
            let lookup = lookups.at(usize::from(lookups.u16(2 + 2 * index)?));
            let kind = lookup.u16(0)?;
            for sub in 0..usize::from(lookup.u16(4)?) {
                let mut table = lookup.at(usize::from(lookup.u16(6 + 2 * sub)?));
                let mut table_kind = kind;
                if kind == 9 {
                    table_kind = table.u16(2)?;
                    table = table.at(table.u32(4)? as usize);
                }
                if table_kind == 2 {
                    subtables.extend(Pairs::parse(&table));
                }
            }
        }
        Some(Self { subtables })
    }
}

/// Numbers of the lookups that the `kern` feature uses.
fn kern_lookups(gpos: &Bytes<'_>) -> Option<Vec<usize>> {
    let features = gpos.at(usize::from(gpos.u16(6)?));
    let mut found = Vec::new();
    for index in 0..usize::from(features.u16(0)?) {
        let record = 2 + 6 * index;
        if features.0.get(record..record + 4)? != b"kern" {
            continue;
        }
        let feature = features.at(usize::from(features.u16(record + 4)?));
        for lookup in 0..usize::from(feature.u16(2)?) {
            let number = usize::from(feature.u16(4 + 2 * lookup)?);
            if !found.contains(&number) {
                found.push(number);
            }
        }
    }
    Some(found)
}

impl Pairs {
    fn parse(table: &Bytes<'_>) -> Option<Self> {
        let covered = coverage(&table.at(usize::from(table.u16(2)?)))?;
        let (format1, format2) = (table.u16(4)?, table.u16(6)?);
        // Only the first glyph's advance is used; other fields are skipped over.
        let (size1, size2) = (2 * format1.count_ones() as usize, 2 * format2.count_ones() as usize);
        if format1 & 0x0004 == 0 {
            return None;
        }
        let advance = 2 * (format1 & 0x0003).count_ones() as usize;
        match table.u16(0)? {
            1 => {
                let mut listed = Vec::with_capacity(covered.len());
                for (index, glyph) in covered.iter().enumerate() {
                    let set = table.at(usize::from(table.u16(10 + 2 * index)?));
                    let mut pairs = Vec::new();
                    for pair in 0..usize::from(set.u16(0)?) {
                        let record = 2 + pair * (2 + size1 + size2);
                        pairs.push((set.u16(record)?, set.i16(record + 2 + advance)?));
                    }
                    listed.push((*glyph, pairs));
                }
                Some(Self::Listed(listed))
            }
            2 => {
                let first = classes(&table.at(usize::from(table.u16(8)?)))?;
                let second = classes(&table.at(usize::from(table.u16(10)?)))?;
                let (rows, columns) = (usize::from(table.u16(12)?), usize::from(table.u16(14)?));
                let records =
                    (0..rows * columns).map(|index| table.i16(16 + index * (size1 + size2) + advance));
                Some(Self::Classes {
                    covered,
                    first,
                    second,
                    columns,
                    adjust: records.collect::<Option<_>>()?,
                })
            }
            _ => None,
        }
    }

    /// `None` if this table says nothing about the pair, so that the next one is asked.
    fn adjust(&self, left: u16, right: u16) -> Option<i16> {
        match self {
            Self::Listed(listed) => {
                let index = listed.binary_search_by_key(&left, |(glyph, _)| *glyph).ok()?;
                let (_, pairs) = listed.get(index)?;
                pairs.iter().find(|(glyph, _)| *glyph == right).map(|(_, value)| *value)
            }
            Self::Classes { covered, first, second, columns, adjust } => {
                covered.binary_search(&left).ok()?;
                adjust.get(first.of(left) * columns + second.of(right)).copied()
            }
        }
    }
}

fn coverage(table: &Bytes<'_>) -> Option<Vec<u16>> {
    let count = usize::from(table.u16(2)?);
    match table.u16(0)? {
        1 => (0..count).map(|index| table.u16(4 + 2 * index)).collect(),
        2 => {
            let mut glyphs = Vec::new();
            for index in 0..count {
                glyphs.extend(table.u16(4 + 6 * index)?..=table.u16(6 + 6 * index)?);
            }
            Some(glyphs)
        }
        _ => None,
    }
}

fn classes(table: &Bytes<'_>) -> Option<Classes> {
    let mut ranges = Vec::new();
    match table.u16(0)? {
        1 => {
            let start = table.u16(2)?;
            for index in 0..table.u16(4)? {
                let glyph = start.checked_add(index)?;
                ranges.push((glyph, glyph, table.u16(6 + 2 * usize::from(index))?));
            }
        }
        2 => {
            for index in 0..usize::from(table.u16(2)?) {
                let record = 4 + 6 * index;
                ranges.push((table.u16(record)?, table.u16(record + 2)?, table.u16(record + 4)?));
            }
        }
        _ => return None,
    }
    Some(Classes(ranges))
}

/// Big-endian reading; offsets beyond the end read as `None`.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn at(&self, offset: usize) -> Bytes<'a> {
        Bytes(self.0.get(offset..).unwrap_or(&[]))
    }

    fn u16(&self, offset: usize) -> Option<u16> {
        let bytes = self.0.get(offset..offset.checked_add(2)?)?;
        Some(u16::from_be_bytes(bytes.try_into().ok()?))
    }

    fn i16(&self, offset: usize) -> Option<i16> {
        self.u16(offset).map(u16::cast_signed)
    }

    fn u32(&self, offset: usize) -> Option<u32> {
        let bytes = self.0.get(offset..offset.checked_add(4)?)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    }

    fn table(&self, tag: [u8; 4]) -> Option<Bytes<'a>> {
        (0..usize::from(self.u16(4)?)).find_map(|index| {
            let record = 12 + 16 * index;
            (self.0.get(record..record + 4)? == tag)
                .then(|| self.at(self.u32(record + 8).unwrap_or(u32::MAX) as usize))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_font_has_no_kerning_and_no_panic() {
        let font = include_bytes!("../../assets/fonts/Inter-Regular.otf");
        for length in [0, 3, 11, 100, 1000, 20_000] {
            let _ = Kerning::parse(&font[..length]);
        }
        assert!(Kerning::parse(font).is_some_and(|kerning| !kerning.subtables.is_empty()));
    }
}
