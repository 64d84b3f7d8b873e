import Foundation

/// What makes any text one that LaTeX sets as it is.
///
/// The result is ASCII, and needs the font encoding T1 (`\usepackage[T1]{fontenc}`), whatever the
/// engine. A character without a command here is shown by its number, as in [U+5199], since one
/// that has no glyph would stop pdflatex.
enum LaTeX {
  /// Text outside math.
  static func escaped(_ text: String) -> String {
    var result = ""
    var last: Unicode.Scalar?
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      if let last, isLigature(last, scalar) { result += "{}" }
      result += escaped(scalar)
      last = scalar
    }
    return result
  }

  /// Whether TeX would set two characters as one other mark, such as `--` as a dash.
  private static func isLigature(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    first == second && "-'`,".unicodeScalars.contains(first)
      || second == "`" && "?!".unicodeScalars.contains(first)
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
