#include "cicu.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uregex.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>

static uint8_t emoji_bits(UChar32 c) {
    uint8_t bits = 0;
    int is_modifier = u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER);
    int is_plain = c < 0x80 || c == 0xA9 || c == 0xAE || c == 0x2122 || c == 0x3030 || c == 0x303D;
    int is_flag = u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_REGIONAL_INDICATOR;
    if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) && c >= 0x80) bits |= AISLE_WORD_EMOJI;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI) && !is_plain && !is_flag && !is_modifier)
        bits |= AISLE_WORD_EMOJI;
    if (is_modifier) bits |= AISLE_WORD_EMOJI_MODIFIER;
    if (u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER_BASE)) bits |= AISLE_WORD_EMOJI_MODIFIER_BASE;
    return bits;
}

static uint8_t special_class(UChar32 c) {
    switch (c) {
        case 0x200D: return AISLE_WORD_ZWJ;
        case 0xFE0E: return AISLE_WORD_TEXT_PRESENTATION;
        case 0xFE0F: return AISLE_WORD_EMOJI_PRESENTATION;
        case 0x20E3: return AISLE_WORD_KEYCAP;
        case 0xE007F: return AISLE_WORD_TAG_TERM;
        case ':': return AISLE_WORD_MID_LETTER;
        default: return c >= 0xE0020 && c <= 0xE007E ? AISLE_WORD_TAG : AISLE_WORD_OTHER;
    }
}

static uint8_t script_class(UChar32 c) {
    if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
        return AISLE_WORD_COMPLEX_CONTEXT;
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &error);
    if (script == USCRIPT_HAN) return AISLE_WORD_HAN;
    if (script == USCRIPT_HIRAGANA) return AISLE_WORD_HIRAGANA;
    return AISLE_WORD_OTHER;
}

static uint8_t letter_class(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(c, &error) == USCRIPT_HANGUL ? AISLE_WORD_HANGUL : AISLE_WORD_LETTER;
}

static uint8_t extend_class(UChar32 c) {
    return u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT
               ? AISLE_WORD_COMPLEX_EXTEND
               : AISLE_WORD_EXTEND;
}

static uint8_t plain_class(UChar32 c) {
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
        case U_WB_ALETTER: return letter_class(c);
        case U_WB_HEBREW_LETTER: return AISLE_WORD_HEBREW;
        case U_WB_NUMERIC: return AISLE_WORD_NUMERIC;
        case U_WB_KATAKANA: return AISLE_WORD_KATAKANA;
        case U_WB_EXTENDNUMLET: return AISLE_WORD_EXTEND_NUM_LET;
        case U_WB_MIDLETTER: return AISLE_WORD_MID_LETTER;
        case U_WB_MIDNUM: return AISLE_WORD_MID_NUM;
        case U_WB_MIDNUMLET: return AISLE_WORD_MID_NUM_LET;
        case U_WB_SINGLE_QUOTE: return AISLE_WORD_SINGLE_QUOTE;
        case U_WB_DOUBLE_QUOTE: return AISLE_WORD_DOUBLE_QUOTE;
        case U_WB_REGIONAL_INDICATOR: return AISLE_WORD_REGIONAL_INDICATOR;
        case U_WB_EXTEND:
        case U_WB_FORMAT: return extend_class(c);
        default: return script_class(c);
    }
}

uint8_t aisle_icu_word_class(uint32_t code_point) {
    UChar32 c = (UChar32)code_point;
    uint8_t class = special_class(c);
    if (class != AISLE_WORD_OTHER) return class;
    // Full-width digits are numbers here, as in Lucene.
    if (c >= 0xFF10 && c <= 0xFF19) return AISLE_WORD_NUMERIC;
    uint8_t emoji = emoji_bits(c);
    // A tone is an emoji, not an extension of the word before it, as in Lucene.
    return emoji & AISLE_WORD_EMOJI_MODIFIER ? emoji : plain_class(c) | emoji;
}

uint32_t aisle_icu_lower(uint32_t c) { return (uint32_t)u_tolower((UChar32)c); }

uint32_t aisle_icu_upper(uint32_t c) { return (uint32_t)u_toupper((UChar32)c); }

uint8_t aisle_icu_general_class(uint32_t code_point) {
    uint32_t mask = U_GET_GC_MASK((UChar32)code_point);
    uint8_t bits = 0;
    if (mask & U_GC_L_MASK) bits |= AISLE_GENERAL_LETTER;
    if (mask & U_GC_ND_MASK) bits |= AISLE_GENERAL_DIGIT;
    if (u_isWhitespace((UChar32)code_point)) bits |= AISLE_GENERAL_WHITESPACE;
    if (mask & U_GC_P_MASK) bits |= AISLE_GENERAL_PUNCTUATION;
    if (mask & U_GC_S_MASK) bits |= AISLE_GENERAL_SYMBOL;
    if (mask & U_GC_M_MASK) bits |= AISLE_GENERAL_MARK;
    return bits;
}

int32_t aisle_icu_digit_value(uint32_t c) { return u_charDigitValue((UChar32)c); }

int32_t aisle_icu_decompose(
    uint32_t code_point, int compatibility, char *output, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *form =
        compatibility ? unorm2_getNFKDInstance(&error) : unorm2_getNFDInstance(&error);
    UChar wide[64];
    int32_t length = unorm2_getDecomposition(form, (UChar32)code_point, wide, 64, &error);
    if (U_FAILURE(error) || length <= 0) return 0;
    int32_t written = 0;
    u_strToUTF8(output, capacity, &written, wide, length, &error);
    return U_FAILURE(error) ? 0 : written;
}

// Regular expressions.

struct aisle_regex {
    URegularExpression *expression;
    UText *text;
};

/// Matching work of one text, in ICU's units of about a millisecond, and its stack, in bytes.
enum { regex_time_limit = 2000, regex_stack_limit = 4 << 20 };

static aisle_regex *wrap_regex(URegularExpression *expression) {
    aisle_regex *regex = calloc(1, sizeof *regex);
    if (regex == NULL) {
        uregex_close(expression);
        return NULL;
    }
    UErrorCode error = U_ZERO_ERROR;
    uregex_setTimeLimit(expression, regex_time_limit, &error);
    uregex_setStackLimit(expression, regex_stack_limit, &error);
    regex->expression = expression;
    return regex;
}

aisle_regex *aisle_regex_open(
    const char *pattern, size_t length, uint32_t flags, const char **error_name,
    int32_t *error_offset) {
    UErrorCode error = U_ZERO_ERROR;
    UParseError parse_error = {0};
    UText *text = utext_openUTF8(NULL, pattern, (int64_t)length, &error);
    URegularExpression *expression =
        U_FAILURE(error) ? NULL : uregex_openUText(text, flags, &parse_error, &error);
    utext_close(text);
    if (U_FAILURE(error) || expression == NULL) {
        *error_name = u_errorName(error);
        *error_offset = parse_error.offset;
        return NULL;
    }
    return wrap_regex(expression);
}

aisle_regex *aisle_regex_clone(const aisle_regex *regex) {
    UErrorCode error = U_ZERO_ERROR;
    URegularExpression *expression = uregex_clone(regex->expression, &error);
    return U_FAILURE(error) ? NULL : wrap_regex(expression);
}

void aisle_regex_close(aisle_regex *regex) {
    if (regex == NULL) return;
    uregex_close(regex->expression);
    utext_close(regex->text);
    free(regex);
}

int32_t aisle_regex_group_count(const aisle_regex *regex) {
    UErrorCode error = U_ZERO_ERROR;
    return uregex_groupCount(regex->expression, &error);
}

int32_t aisle_regex_group_number(const aisle_regex *regex, const char *name, size_t length) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t number =
        uregex_groupNumberFromCName(regex->expression, name, (int32_t)length, &error);
    return U_FAILURE(error) ? -1 : number;
}

int aisle_regex_set_text(aisle_regex *regex, const char *text, size_t length) {
    UErrorCode error = U_ZERO_ERROR;
    regex->text = utext_openUTF8(regex->text, text, (int64_t)length, &error);
    if (U_FAILURE(error)) return -1;
    uregex_setUText(regex->expression, regex->text, &error);
    return U_FAILURE(error) ? -1 : 0;
}

int aisle_regex_find_next(aisle_regex *regex) {
    UErrorCode error = U_ZERO_ERROR;
    UBool found = uregex_findNext(regex->expression, &error);
    return U_FAILURE(error) ? -1 : found ? 1 : 0;
}

int64_t aisle_regex_start(const aisle_regex *regex, int32_t group) {
    UErrorCode error = U_ZERO_ERROR;
    int64_t offset = uregex_start64(regex->expression, group, &error);
    return U_FAILURE(error) ? -1 : offset;
}

int64_t aisle_regex_end(const aisle_regex *regex, int32_t group) {
    UErrorCode error = U_ZERO_ERROR;
    int64_t offset = uregex_end64(regex->expression, group, &error);
    return U_FAILURE(error) ? -1 : offset;
}

// Word boundaries.

struct aisle_breaker {
    UBreakIterator *iterator;
    UText *text;
};

static UBreakIterator *open_rules(const char *rules, UErrorCode *error) {
    int32_t length = 0;
    int32_t capacity = (int32_t)strlen(rules) + 1;
    UChar *wide = malloc((size_t)capacity * sizeof(UChar));
    if (wide == NULL) return NULL;
    u_strFromUTF8(wide, capacity, &length, rules, -1, error);
    UParseError parse_error = {0};
    UBreakIterator *iterator = ubrk_openRules(wide, length, NULL, 0, &parse_error, error);
    free(wide);
    return iterator;
}

aisle_breaker *aisle_breaker_open(const char *rules, const char **error_name) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *iterator =
        rules ? open_rules(rules, &error) : ubrk_open(UBRK_WORD, "root", NULL, 0, &error);
    aisle_breaker *breaker = U_FAILURE(error) ? NULL : calloc(1, sizeof *breaker);
    if (breaker == NULL) {
        *error_name = u_errorName(error);
        return NULL;
    }
    breaker->iterator = iterator;
    return breaker;
}

void aisle_breaker_close(aisle_breaker *breaker) {
    if (breaker == NULL) return;
    ubrk_close(breaker->iterator);
    utext_close(breaker->text);
    free(breaker);
}

int aisle_breaker_set_text(aisle_breaker *breaker, const char *text, size_t length) {
    UErrorCode error = U_ZERO_ERROR;
    breaker->text = utext_openUTF8(breaker->text, text, (int64_t)length, &error);
    if (U_FAILURE(error)) return -1;
    ubrk_setUText(breaker->iterator, breaker->text, &error);
    return U_FAILURE(error) ? -1 : 0;
}

int32_t aisle_breaker_next(aisle_breaker *breaker, int32_t *status) {
    int32_t boundary = ubrk_next(breaker->iterator);
    *status = ubrk_getRuleStatus(breaker->iterator);
    return boundary == UBRK_DONE ? -1 : boundary;
}
