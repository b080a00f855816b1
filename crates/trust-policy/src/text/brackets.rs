//! Which bracket is at fault: the reader weighs what each guess would cost later in the text.

/// `{}` or `[]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Brace,
    Square,
}

impl Bracket {
    pub(super) fn open(self) -> &'static str {
        match self {
            Self::Brace => "{",
            Self::Square => "[",
        }
    }

    pub(super) fn close(self) -> &'static str {
        match self {
            Self::Brace => "}",
            Self::Square => "]",
        }
    }
}

/// One bracket of the text, in order.
#[derive(Debug, Clone, Copy)]
pub(super) struct BracketToken {
    /// Index of its token.
    pub(super) token: u32,
    pub(super) bracket: Bracket,
    pub(super) opens: bool,
}

/// How many brackets a guess is followed for. More would make hostile text quadratic, and a person's mistake shows
/// within a few.
const HORIZON: usize = 128;

/// How many brackets would be missing, surplus or wrong if the reader went on with the containers on the stack open.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn cost(mut stack: Vec<Bracket>, ahead: &[BracketToken]) -> usize {
    let mut cost = 0;
    for token in ahead.iter().take(HORIZON) {
        if token.opens {
            stack.push(token.bracket);
        } else {
            match stack.iter().rposition(|open| *open == token.bracket) {
                Some(at) => {
                    cost += stack.len() - 1 - at;
                    stack.truncate(at);
                }
                None => cost += 1,
            }
        }
    }
    if ahead.len() <= HORIZON { cost + stack.len() } else { cost }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(text: &str) -> Vec<BracketToken> {
        let bracket = |c| {
            if "{}".contains(c) { Bracket::Brace } else { Bracket::Square }
        };
        text.chars().map(|c| BracketToken { token: 0, bracket: bracket(c), opens: "{[".contains(c) }).collect()
    }

    #[test]
    fn balanced_text_costs_nothing() {
        assert_eq!(cost(vec![], &ahead("{[{}]}")), 0);
        assert_eq!(cost(vec![Bracket::Brace, Bracket::Square], &ahead("{}]}")), 0);
    }

    #[test]
    fn each_missing_or_surplus_bracket_costs_one() {
        assert_eq!(cost(vec![Bracket::Brace, Bracket::Square], &ahead("}")), 1);
        assert_eq!(cost(vec![], &ahead("]")), 1);
        assert_eq!(cost(vec![Bracket::Brace], &ahead("")), 1);
    }
}
