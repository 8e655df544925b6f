//! Which entries a query finds, and the order of them.

use frizbee::{CaseMatching, Config, Matcher, Pattern, PatternConfig, SortStrategy};

use super::PaletteEntry;

/// Words of this many letters may miss one of them.
const FORGIVING: usize = 5;

/// Keeps what matches every word of the query, best first; all in their order where nothing was typed.
///
/// A match in the name alone counts twice: `price` means the input of that name before everything that cites a price.
pub(super) fn ranked(query: &str, entries: Vec<PaletteEntry>) -> Vec<PaletteEntry> {
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return entries;
    }
    let labels: Vec<&str> = entries.iter().map(|entry| entry.label.as_str()).collect();
    let texts: Vec<String> = entries
        .iter()
        .map(|entry| format!("{} {} {}", entry.label, entry.found.kind(), entry.detail))
        .collect();
    let mut scores = vec![0_u32; entries.len()];
    // A slip of the finger is forgiven only where nothing fits as typed.
    for typos in [0, 1] {
        let mut matcher = matcher(&words, typos);
        for found in matcher.match_list(&texts).into_iter().chain(matcher.match_list(&labels)) {
            if let Some(score) = scores.get_mut(found.index as usize) {
                *score += u32::from(found.score) + 1;
            }
        }
        if scores.iter().any(|score| *score > 0) {
            break;
        }
    }
    // Letters strewn over a name are found, too; beside a name that has the word they are noise.
    let least = scores.iter().max().map_or(1, |best| (best / 2).max(1));
    let mut ranked: Vec<(u32, PaletteEntry)> =
        scores.into_iter().zip(entries).filter(|(score, _)| *score >= least).collect();
    // Stable: equals stay in the order of menus and forms.
    ranked.sort_by_key(|(score, entry)| (std::cmp::Reverse(*score), !entry.enabled));
    ranked.into_iter().map(|(_, entry)| entry).collect()
}

fn matcher(words: &[&str], typos: u16) -> Matcher {
    let config =
        Config::default().casing(CaseMatching::Ignore).sort(SortStrategy::IndexAsc).max_typos(Some(0));
    let pattern = |word: &&str| {
        let allowed = if word.chars().count() >= FORGIVING { typos } else { 0 };
        Pattern::new(word, PatternConfig::default().max_typos(Some(allowed)))
    };
    let patterns: Vec<Pattern> = words.iter().map(pattern).collect();
    Matcher::from_patterns(&patterns, &config)
}
