"""The grammar of filter patterns, for Lark, and what its signs are called in errors."""

GRAMMAR = r"""
json: "{" or_ "}"
fields: "[" slot ("," slot)* "]"
terms: term*

?or_: and_ ("||" and_)*
?and_: unit ("&&" unit)*
?unit: SELECTOR OPERATOR value -> comparison
     | SELECTOR CHECK          -> check
     | "(" or_ ")"             -> group

slot: GAP        -> gap
    | WORD       -> named
    | any_of     -> tested
    |            -> unnamed
any_of: all_of ("||" all_of)*
all_of: test ("&&" test)*
test: WORD OPERATOR value

?value: STRING -> string
      | REGEX  -> regex
      | BARE   -> bare

term: [MARK] phrase
?phrase: STRING -> string
       | REGEX -> regex
       | WORD -> bare

SELECTOR: /\$(\.[A-Za-z0-9_-]+|\.\['[^'\n]+'\]|\.\*)(\.[A-Za-z0-9_-]+|\.?\['[^'\n]+'\]|\.\*|\[[0-9]{1,9}\]|\[\*\])*/
OPERATOR: "!=" | "<=" | ">=" | "=" | "<" | ">"
CHECK: /(NOT\s+EXISTS|EXISTS|IS\s+(NULL|TRUE|FALSE))\b/
GAP: "..."
MARK: "?" | "-"
STRING: /"([^"\\]|\\["\\])*"/
REGEX: /%[^%]*%/
WORD: /[A-Za-z0-9_]+/
BARE: /[^\s"%!=<>&|(){}\[\],]+/
AND: "&&"
OR: "||"
COMMA: ","

%ignore /\s+/
"""

NAMES = {
    "SELECTOR": "a property such as $.eventName",
    "OPERATOR": "a comparison (= != < <= > >=)",
    "CHECK": "NOT EXISTS, EXISTS, IS NULL, IS TRUE or IS FALSE",
    "GAP": "...",
    "MARK": "? or -",
    "STRING": "a text in double quotes",
    "REGEX": "a regular expression in %…%",
    "WORD": "a word of letters, digits and _",
    "BARE": "a word or a number",
    "AND": "&&",
    "OR": "||",
    "LPAR": "(",
    "RPAR": ")",
    "LBRACE": "{",
    "RBRACE": "}",
    "LSQB": "[",
    "RSQB": "]",
    "COMMA": "a comma",
    "$END": "the end",
}
"""What a person calls the grammar's terminals."""
