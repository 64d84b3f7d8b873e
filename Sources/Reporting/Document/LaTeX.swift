import Foundation

/// What makes any text one that LaTeX sets as it is.
///
/// The result is ASCII. It compiles with every engine and input encoding; letters with accents need
/// the font encoding T1 (`\usepackage[T1]{fontenc}`) only for hyphenation. A character that pdflatex has
/// no glyph for is shown by its number, as in [U+5199], since a missing one would stop the run.
enum LaTeX {
  /// Text outside math.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      result += escaped(scalar)
    }
    return result
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if let command = commands[scalar] { return command }
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: return " "
    case 0x20..<0x7F: return String(Character(scalar))
    default: return accented(scalar) ?? "\\texttt{[U+\(hexadecimal(scalar))]}"
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// A Latin letter with one accent, taken apart: `é` is `\'{e}`.
  private static func accented(_ scalar: Unicode.Scalar) -> String? {
    let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
    guard parts.count == 2, let accent = accents[parts[1]] else { return nil }
    let letter = parts[0]
    guard letter.isASCII, letter.properties.isAlphabetic else { return nil }
    let isDotless = (letter == "i" || letter == "j") && !"cdkb".contains(accent)
    return "\\\(accent){\(isDotless ? "\\" : "")\(letter)}"
  }

  private static let accents: [Unicode.Scalar: String] = [
    "\u{300}": "`", "\u{301}": "'", "\u{302}": "^", "\u{303}": "~", "\u{304}": "=",
    "\u{306}": "u", "\u{307}": ".", "\u{308}": "\"", "\u{30A}": "r", "\u{30B}": "H",
    "\u{30C}": "v", "\u{323}": "d", "\u{327}": "c", "\u{328}": "k", "\u{331}": "b",
  ]

  private static let commands: [Unicode.Scalar: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "^": "\\textasciicircum{}", "_": "\\_", "~": "\\textasciitilde{}", "%": "\\%",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "\\textquotedbl{}",
    // Ligatures would turn these into other marks.
    "-": "{-}", "'": "{'}", "`": "{`}", ",": "{,}", "?": "?{}", "!": "!{}",
    "−": "$-$", "±": "$\\pm$", "×": "$\\times$", "·": "$\\cdot$", "≤": "$\\leq$", "≥": "$\\geq$",
    "≠": "$\\neq$", "≈": "$\\approx$", "Δ": "$\\Delta$", "α": "$\\alpha$", "σ": "$\\sigma$",
    "†": "$\\dagger$", "‡": "$\\ddagger$", "½": "$\\frac{1}{2}$", "²": "$^{2}$", "³": "$^{3}$",
    "°": "$^{\\circ}$", "→": "$\\rightarrow$", "∞": "$\\infty$", "\u{A0}": "~", "\u{202F}": "\\,",
    "–": "--", "—": "---", "…": "\\ldots{}", "‘": "`", "’": "'", "“": "``", "”": "''",
    "ß": "\\ss{}", "æ": "\\ae{}", "Æ": "\\AE{}", "œ": "\\oe{}", "Œ": "\\OE{}", "ø": "\\o{}",
    "Ø": "\\O{}", "ł": "\\l{}", "Ł": "\\L{}", "ı": "\\i{}", "§": "\\S{}", "¶": "\\P{}",
    "©": "\\copyright{}",
  ]
}
