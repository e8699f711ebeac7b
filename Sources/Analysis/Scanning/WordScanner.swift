/// Finds the word that starts at a given place of UTF-8 text, by the rules of Lucene's standard
/// tokenizer: UAX #29 without dictionaries (an ideograph or hiragana letter by itself, whole runs
/// of Thai, Lao, Khmer and Burmese) and the emoji sequences of UTS #51. The longest match counts;
/// of equal ones the emoji.
struct WordScanner {
    struct Word {
        var end: Int
        var type: TokenType
    }

    let text: UnsafePointer<UInt8>
    let end: Int

    /// A character and the extending characters that follow it.
    private struct Unit {
        var kind: WordClass
        var end: Int
    }

    /// The word at `start`, or where to look next when there is none.
    func word(at start: Int) -> (word: Word?, next: Int) {
        let scalar = UTF8Text.scalar(text, start, end)
        let kind = WordClass.of(scalar.value)
        let emoji = emojiEnd(at: start, kind, isASCII: scalar.length == 1)
        let (plain, next) = plainWord(at: start, kind)
        if let emoji, emoji >= plain?.end ?? 0 { return (Word(end: emoji, type: .emoji), emoji) }
        return (plain, plain?.end ?? next)
    }

    private func plainWord(at start: Int, _ kind: WordClass) -> (Word?, Int) {
        switch kind.plain {
        case .letter, .hangul, .hebrew, .numeric, .katakana, .extendNumLet:
            return joinedWord(at: start)
        case .complexContext, .complexExtend:
            return (Word(end: complexRunEnd(at: start), type: .southeastAsian), start)
        case .han: return (Word(end: unit(at: start).end, type: .ideographic), start)
        case .hiragana: return (Word(end: unit(at: start).end, type: .hiragana), start)
        case .zeroWidthJoiner: return (nil, joinersEnd(at: start))
        default: return (nil, start + UTF8Text.scalar(text, start, end).length)
        }
    }

    // MARK: Letters, digits and what joins them

    /// What the last character of a word in the making was.
    private enum Last { case start, letter, hebrew, number, katakana, connector, closed }

    private struct Contents {
        var end: Int
        var hasHangul = false, hasLetter = false, hasNumber = false, hasKatakana = false
        var hasJoint = false

        var isWord: Bool { hasHangul || hasLetter || hasNumber || hasKatakana }

        var type: TokenType {
            if hasNumber && !hasLetter && !hasHangul && !hasKatakana { return .num }
            if hasJoint || hasLetter || hasNumber { return .alphanum }
            return hasHangul ? (hasKatakana ? .alphanum : .hangul) : .katakana
        }
    }

    private func joinedWord(at start: Int) -> (Word?, Int) {
        var contents = Contents(end: start)
        var last = Last.start
        var at = start
        var lastStart = start
        while at < end {
            let unit = unit(at: at)
            guard let following = extend(&contents, last, with: unit, at: at) else { break }
            last = following.last
            lastStart = at
            at = following.end
            contents.end = at
        }
        guard contents.isWord else {
            // A row of connectors is no word, but what extends the last one may start an emoji.
            return (nil, lastStart + UTF8Text.scalar(text, lastStart, end).length)
        }
        return (Word(end: contents.end, type: contents.type), contents.end)
    }

    /// The state after `unit`, nil when the word ends before it.
    private func extend(
        _ contents: inout Contents, _ last: Last, with unit: Unit, at: Int
    ) -> (last: Last, end: Int)? {
        switch unit.kind.plain {
        case .letter, .hangul, .hebrew:
            guard last != .katakana else { return nil }
            if unit.kind.plain == .hangul {
                contents.hasHangul = true
            } else {
                contents.hasLetter = true
            }
            return (unit.kind.plain == .hebrew ? .hebrew : .letter, unit.end)
        case .numeric:
            guard last != .katakana else { return nil }
            contents.hasNumber = true
            return (.number, unit.end)
        case .katakana:
            guard last == .start || last == .katakana || last == .connector else { return nil }
            contents.hasKatakana = true
            return (.katakana, unit.end)
        case .extendNumLet:
            contents.hasJoint = true
            return (.connector, unit.end)
        default: return joint(&contents, last, unit)
        }
    }

    /// Punctuation between two letters or two digits (rules WB6, WB7, WB11, WB12).
    private func joint(
        _ contents: inout Contents, _ last: Last, _ unit: Unit
    ) -> (last: Last, end: Int)? {
        let kind = unit.kind.plain
        let joinsNumbers = kind == .midNum || kind == .midNumLet || kind == .singleQuote
        let joinsLetters = kind == .midLetter || kind == .midNumLet || kind == .singleQuote
        guard joinsNumbers || joinsLetters || kind == .doubleQuote else { return nil }
        let following = unit.end < end ? self.unit(at: unit.end) : nil
        switch (last, following?.kind.plain) {
        case (.number, .numeric) where joinsNumbers:
            contents.hasJoint = true
            return (.number, following?.end ?? unit.end)
        case (.letter, .letter), (.letter, .hangul), (.letter, .hebrew), (.hebrew, .letter),
            (.hebrew, .hangul), (.hebrew, .hebrew):
            guard joinsLetters || (last == .hebrew && kind == .doubleQuote) else { return nil }
            return afterJoint(&contents, following, isQuote: kind == .doubleQuote, unit.end)
        case (.hebrew, _) where kind == .singleQuote: return (.closed, unit.end)
        default: return nil
        }
    }

    private func afterJoint(
        _ contents: inout Contents, _ following: Unit?, isQuote: Bool, _ end: Int
    ) -> (last: Last, end: Int)? {
        guard let following else { return nil }
        let isHebrew = following.kind.plain == .hebrew
        if isQuote && !isHebrew { return nil }
        contents.hasJoint = true
        contents.hasLetter = contents.hasLetter || following.kind.plain != .hangul
        return (isQuote ? .closed : .letter, following.end)
    }

    private func unit(at start: Int) -> Unit {
        let scalar = UTF8Text.scalar(text, start, end)
        return Unit(
            kind: WordClass.of(scalar.value), end: extendingEnd(from: start + scalar.length))
    }

    private func extendingEnd(from start: Int) -> Int {
        var at = start
        while at < end, text[at] >= 0x80 {
            let scalar = UTF8Text.scalar(text, at, end)
            guard WordClass.of(scalar.value).isExtending else { break }
            at += scalar.length
        }
        return at
    }

    private func complexRunEnd(at start: Int) -> Int {
        var at = start
        while at < end {
            let kind = WordClass.of(UTF8Text.scalar(text, at, end).value).plain
            guard kind == .complexContext || kind == .complexExtend else { break }
            at = unit(at: at).end
        }
        return at
    }

    private func joinersEnd(at start: Int) -> Int {
        var at = start
        while at < end {
            let scalar = UTF8Text.scalar(text, at, end)
            guard WordClass.of(scalar.value) == .zeroWidthJoiner else { break }
            at += scalar.length
        }
        return at
    }

    // MARK: Emoji

    private func emojiEnd(at start: Int, _ kind: WordClass, isASCII: Bool) -> Int? {
        if isASCII { return keycapEnd(at: start) }
        if kind.plain == .regionalIndicator { return flagEnd(at: start) }
        guard kind.isEmoji || kind.isEmojiModifier || kind == .zeroWidthJoiner else { return nil }
        let first = joinersEnd(at: start)
        // Joiners may lead an emoji, but not a tone by itself.
        if first > start, first < end, kindOfScalar(at: first).isEmojiModifier { return nil }
        guard var at = elementEnd(at: first) else { return nil }
        while let next = continuationEnd(at: at) { at = next }
        return at
    }

    /// A digit, `#` or `*` in a key cap.
    private func keycapEnd(at start: Int) -> Int? {
        let base = text[start]
        guard base == 35 || base == 42 || base &- 48 < 10 else { return nil }
        var (at, hasCap) = (start + 1, false)
        var accepted: Int?
        while at < end, text[at] >= 0x80 {
            let scalar = UTF8Text.scalar(text, at, end)
            let kind = WordClass.of(scalar.value)
            if kind == .emojiPresentation {
                let cap = at + scalar.length
                guard cap < end, WordClass.of(UTF8Text.scalar(text, cap, end).value) == .keycap
                else { break }
            } else {
                guard kind.isExtendingInEmoji else { break }
                hasCap = hasCap || kind == .keycap
            }
            at += scalar.length
            if hasCap && kind != .emojiPresentation { accepted = at }
        }
        return accepted
    }

    /// Two regional indicators.
    private func flagEnd(at start: Int) -> Int? {
        let first = unit(at: start).end
        guard first < end else { return nil }
        let second = unit(at: first)
        return second.kind.plain == .regionalIndicator ? second.end : nil
    }

    /// One emoji with its tone, variation and tags; joiners before it were passed.
    private func elementEnd(at start: Int) -> Int? {
        guard start < end else { return nil }
        let scalar = UTF8Text.scalar(text, start, end)
        let kind = WordClass.of(scalar.value)
        guard kind.isEmoji || kind.isEmojiModifier else { return nil }
        var at = emojiExtendingEnd(from: start + scalar.length)
        if kind.isEmojiModifier { return at }
        if kind.isEmojiModifierBase, let toned = modifierEnd(at: at) { return toned }
        if at < end {
            let selector = UTF8Text.scalar(text, at, end)
            if WordClass.of(selector.value) == .emojiPresentation { at += selector.length }
        }
        return tagsEnd(at: at) ?? at
    }

    private func kindOfScalar(at place: Int) -> WordClass {
        WordClass.of(UTF8Text.scalar(text, place, end).value)
    }

    private func modifierEnd(at start: Int) -> Int? {
        guard start < end else { return nil }
        let scalar = UTF8Text.scalar(text, start, end)
        guard WordClass.of(scalar.value).isEmojiModifier else { return nil }
        return emojiExtendingEnd(from: start + scalar.length)
    }

    /// Extending characters that are no presentation selectors.
    private func emojiExtendingEnd(from start: Int) -> Int {
        var at = start
        while at < end, text[at] >= 0x80 {
            let scalar = UTF8Text.scalar(text, at, end)
            let kind = WordClass.of(scalar.value)
            guard kind.isExtendingInEmoji else { break }
            at += scalar.length
        }
        return at
    }

    private func tagsEnd(at start: Int) -> Int? {
        var at = start
        while at < end {
            let scalar = UTF8Text.scalar(text, at, end)
            let kind = WordClass.of(scalar.value)
            if kind == .tagTerm { return at > start ? at + scalar.length : nil }
            guard kind == .tag else { return nil }
            at += scalar.length
        }
        return nil
    }

    /// The end of a further emoji joined to what ends at `start`.
    private func continuationEnd(at start: Int) -> Int? {
        guard start < end else { return nil }
        let next = WordClass.of(UTF8Text.scalar(text, start, end).value)
        if next == .zeroWidthJoiner { return elementEnd(at: joinersEnd(at: start)) }
        let before = UTF8Text.scalarBefore(text, start, 0)
        guard WordClass.of(before.value) == .zeroWidthJoiner else { return nil }
        return elementEnd(at: start)
    }
}
