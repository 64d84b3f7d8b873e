/// The form that a value of a protocol must have, before anything is asked about its meaning.
indirect enum DocumentShape: Sendable {
  case text
  case wholeNumber
  /// A whole number that is not negative.
  case seed
  case number
  case flag
  /// Two whole numbers: a half-open range.
  case range
  case choice([String])
  case list(DocumentShape)
  case object([Field])
  /// An object whose key `tag` says which of several forms it has.
  case tagged(tag: String, variants: [Variant])
  /// An object of one form where it has a key, and of another where it has not.
  case withKey(String, [Field], without: [Field])
  /// A text, or an object of some form.
  case textOr(DocumentShape)
  /// One of some words, or an object of some form.
  case choiceOr([String], DocumentShape)
  /// An object of some form, or null.
  case nullOr(DocumentShape)

  /// A key that an object may or must have.
  struct Field: Sendable {
    let name: String
    let shape: DocumentShape
    /// How the key is written, for the error that it is missing; nil makes it optional.
    let example: String?

    /// A key that must be there.
    static func required(_ name: String, _ shape: DocumentShape, _ example: String) -> Field {
      Field(name: name, shape: shape, example: example)
    }

    /// A key that may be left out.
    static func optional(_ name: String, _ shape: DocumentShape) -> Field {
      Field(name: name, shape: shape, example: nil)
    }
  }

  /// One form of a tagged object.
  struct Variant: Sendable {
    let name: String
    let fields: [Field]
  }
}

extension DocumentShape {
  /// What is expected, in plain words.
  var plainWords: String {
    switch self {
    case .text, .choice: "a string"
    case .wholeNumber, .seed: "a whole number"
    case .number: "a number"
    case .flag: "true or false"
    case .range: "a range of two whole numbers"
    case .list: "a list"
    case .object, .tagged, .withKey: "an object"
    case .textOr, .choiceOr: "a string or an object"
    case .nullOr(let shape): "\(shape.plainWords) or null"
    }
  }

  /// How it is written, as a remedy.
  var remedy: String {
    switch self {
    case .text: "write text in quotation marks"
    case .choice(let names): "write \"\(names.first ?? "")\" in quotation marks"
    case .wholeNumber, .seed: "write for example 32"
    case .number: "write for example 0.5 or 1e-3"
    case .flag: "write true or false without quotation marks"
    case .range: "write for example [0, 10000], the end not included"
    case .list: "write [ … ]"
    case .object, .tagged, .withKey: "write { … }"
    case .textOr: "write \"mnist\" or { name: \"strokes\", … }"
    case .choiceOr(let names, _): "write \"\(names.first ?? "")\" or { … }"
    case .nullOr(let shape): "\(shape.remedy), or null"
    }
  }
}
