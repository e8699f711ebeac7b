#ifndef AISLE_CICU_H
#define AISLE_CICU_H
#include <stddef.h>
#include <stdint.h>

// Unicode facts and regular expressions of ICU behind plain integers and opaque types, so that
// no ICU header reaches a Swift module.

/// What the word segmentation of UAX #29 needs to know of a code point.
enum aisle_word_class {
    AISLE_WORD_OTHER = 0,
    AISLE_WORD_LETTER = 1,
    AISLE_WORD_HANGUL = 2,
    AISLE_WORD_HEBREW = 3,
    AISLE_WORD_NUMERIC = 4,
    AISLE_WORD_KATAKANA = 5,
    AISLE_WORD_EXTEND_NUM_LET = 6,
    AISLE_WORD_MID_LETTER = 7,
    AISLE_WORD_MID_NUM = 8,
    AISLE_WORD_MID_NUM_LET = 9,
    AISLE_WORD_SINGLE_QUOTE = 10,
    AISLE_WORD_DOUBLE_QUOTE = 11,
    AISLE_WORD_EXTEND = 12,
    AISLE_WORD_COMPLEX_CONTEXT = 13,
    AISLE_WORD_HAN = 14,
    AISLE_WORD_HIRAGANA = 15,
    AISLE_WORD_REGIONAL_INDICATOR = 16,
    AISLE_WORD_ZWJ = 17,
    AISLE_WORD_TEXT_PRESENTATION = 18,
    AISLE_WORD_EMOJI_PRESENTATION = 19,
    AISLE_WORD_KEYCAP = 20,
    AISLE_WORD_TAG = 21,
    AISLE_WORD_TAG_TERM = 22,
    /// Extends what is before it, and starts a South East Asian run when nothing is.
    AISLE_WORD_COMPLEX_EXTEND = 23,
};

#define AISLE_WORD_EMOJI 0x20
#define AISLE_WORD_EMOJI_MODIFIER 0x40
#define AISLE_WORD_EMOJI_MODIFIER_BASE 0x80

/// An `aisle_word_class`, with the emoji bits added: it may start an emoji, change its tone,
/// take a tone.
uint8_t aisle_icu_word_class(uint32_t code_point);

/// Simple case mappings (one code point to one), of no locale.
uint32_t aisle_icu_lower(uint32_t code_point);
uint32_t aisle_icu_upper(uint32_t code_point);

enum aisle_general_class {
    AISLE_GENERAL_LETTER = 1,
    AISLE_GENERAL_DIGIT = 2,
    AISLE_GENERAL_WHITESPACE = 4,
    AISLE_GENERAL_PUNCTUATION = 8,
    AISLE_GENERAL_SYMBOL = 16,
    AISLE_GENERAL_MARK = 32,
};

/// Bits of `aisle_general_class`, by general category; whitespace leaves out the no-break spaces.
uint8_t aisle_icu_general_class(uint32_t code_point);

/// The value of a decimal digit of any script, or -1.
int32_t aisle_icu_digit_value(uint32_t code_point);

/// The canonical or compatibility decomposition (NFD, NFKD) of one code point as UTF-8.
/// Returns its length, 0 when it has none or it does not fit `capacity`.
int32_t aisle_icu_decompose(uint32_t code_point, int compatibility, char *output, int32_t capacity);

/// A compiled regular expression and one matching position; one thread at a time.
typedef struct aisle_regex aisle_regex;

enum aisle_regex_flag {
    AISLE_REGEX_CASE_INSENSITIVE = 2,
    AISLE_REGEX_COMMENTS = 4,
    AISLE_REGEX_MULTILINE = 8,
    AISLE_REGEX_LITERAL = 16,
    AISLE_REGEX_DOTALL = 32,
    AISLE_REGEX_UNIX_LINES = 1,
};

/// Compiles UTF-8 `pattern`. Null on an error, whose name and pattern offset are then set.
aisle_regex *aisle_regex_open(
    const char *pattern, size_t length, uint32_t flags, const char **error_name,
    int32_t *error_offset);
/// A second matching position over the same compiled pattern. Null when memory is out.
aisle_regex *aisle_regex_clone(const aisle_regex *regex);
void aisle_regex_close(aisle_regex *regex);
int32_t aisle_regex_group_count(const aisle_regex *regex);
/// The number of a named group, or -1.
int32_t aisle_regex_group_number(const aisle_regex *regex, const char *name, size_t length);
/// Makes UTF-8 `text` the subject; it must stay until the next call. 0 on success.
int aisle_regex_set_text(aisle_regex *regex, const char *text, size_t length);
/// The next match: 1 found, 0 none left, -1 a limit of time or stack was reached.
int aisle_regex_find_next(aisle_regex *regex);
/// Byte offsets of a group of the current match, -1 when it took no part.
int64_t aisle_regex_start(const aisle_regex *regex, int32_t group);
int64_t aisle_regex_end(const aisle_regex *regex, int32_t group);

/// The word boundaries by a rule set in ICU's own syntax: the oracle of the tokenizer's tests.
/// Null on an error. `rules` null opens ICU's own word rules.
typedef struct aisle_breaker aisle_breaker;
aisle_breaker *aisle_breaker_open(const char *rules, const char **error_name);
void aisle_breaker_close(aisle_breaker *breaker);
int aisle_breaker_set_text(aisle_breaker *breaker, const char *text, size_t length);
/// The next boundary as a byte offset, -1 after the last; sets the status of the rule that matched.
int32_t aisle_breaker_next(aisle_breaker *breaker, int32_t *status);

#endif
