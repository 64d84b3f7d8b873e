/// Compares a text with a shape and lists everything that does not fit.
struct ShapeCheck {
  let locator: JSON5Locator
  var findings: [Finding] = []

  /// Something wrong at a path, and whether its key rather than its value is the place to show.
  struct Finding: Equatable, Sendable {
    let path: JSON5Path
    let fault: StructureFault
    let position: TextPosition
  }

  /// Everything in the text that does not fit.
  static func findings(in locator: JSON5Locator, shape: DocumentShape) -> [Finding] {
    var check = ShapeCheck(locator: locator)
    check.compare(locator.root, shape, .root)
    return check.findings
  }

  private mutating func report(_ fault: StructureFault, _ path: JSON5Path, at offset: Int) {
    let position = locator.lines.position(of: offset)
    findings.append(Finding(path: path, fault: fault, position: position))
  }

  private mutating func mismatch(_ node: JSON5Node, _ shape: DocumentShape, _ path: JSON5Path) {
    let fault = StructureFault.wrongType(
      expected: shape.plainWords, found: node.plainWords, remedy: shape.remedy)
    report(fault, path, at: node.offset)
  }

  private mutating func compare(_ node: JSON5Node, _ shape: DocumentShape, _ path: JSON5Path) {
    switch (shape, node.value) {
    case (.text, .text), (.flag, .flag), (.nullOr, .null), (.textOr, .text): break
    case (.wholeNumber, .number(let number)): compareWhole(number, node, path)
    case (.seed, .number(let number)):
      compareWhole(number, node, path)
      if let integer = number.integer, integer < 0 {
        report(.negative(integer), path, at: node.offset)
      }
    case (.number, .number(let number)): compareFinite(number, node, path)
    case (.choice(let names), .text(let text)):
      guard !names.contains(text) else { break }
      report(.unknownChoice(text, known: names), path, at: node.offset)
    case (.range, .array(let bounds)) where bounds.count == 2:
      for (index, bound) in bounds.enumerated() { compare(bound, .wholeNumber, path[index]) }
    case (.list(let element), .array(let nodes)):
      for (index, node) in nodes.enumerated() { compare(node, element, path[index]) }
    case (.object(let fields), .object(let members)):
      compareMembers(members, fields, node, path)
    case (.withKey(let key, let fields, let others), .object(let members)):
      let hasKey = members.contains { $0.key == key }
      compareMembers(members, hasKey ? fields : others, node, path)
    case (.tagged(let tag, let variants), .object(let members)):
      compareTagged(members, tag, variants, node, path)
    case (.choiceOr(let names, _), .text): compare(node, .choice(names), path)
    case (.textOr(let other), .object), (.nullOr(let other), .object),
      (.choiceOr(_, let other), .object):
      compare(node, other, path)
    default: mismatch(node, shape, path)
    }
  }

  private mutating func compareWhole(_ number: JSON5Number, _ node: JSON5Node, _ path: JSON5Path) {
    if number.integer != nil { return }
    guard number.isWhole else { return mismatch(node, .wholeNumber, path) }
    report(.tooLarge(number.literal), path, at: node.offset)
  }

  private mutating func compareFinite(_ number: JSON5Number, _ node: JSON5Node, _ path: JSON5Path) {
    guard number.double?.isFinite != true else { return }
    report(.notFinite(number.literal), path, at: node.offset)
  }

  private mutating func compareTagged(
    _ members: [JSON5Member], _ tag: String, _ variants: [DocumentShape.Variant], _ node: JSON5Node,
    _ path: JSON5Path
  ) {
    let names = variants.map(\.name)
    let written = members.first { $0.key == tag }?.node.value
    let tagField = DocumentShape.Field.required(tag, .choice(names), "\"\(names.first ?? "")\"")
    guard case .text(let text) = written,
      let variant = variants.first(where: { $0.name == text })
    else {
      // Which keys belong here is unknown: only the tag can be judged.
      let unjudged = members.map { DocumentShape.Field.optional($0.key, .text) }
      let tagged = members.filter { $0.key == tag }
      return compareMembers(tagged, [tagField] + unjudged, node, path)
    }
    compareMembers(members, [tagField] + variant.fields, node, path)
  }

  private mutating func compareMembers(
    _ members: [JSON5Member], _ fields: [DocumentShape.Field], _ node: JSON5Node, _ path: JSON5Path
  ) {
    for field in fields where !members.contains(where: { $0.key == field.name }) {
      guard let example = field.example else { continue }
      report(.missingKey(field.name, example: example), path[field.name], at: node.offset)
    }
    for (index, member) in members.enumerated() {
      let first = members[..<index].first { $0.key == member.key }
      if let first {
        let line = locator.lines.position(of: first.offset).line
        report(.duplicateKey(firstLine: line), path[member.key], at: member.offset)
      } else if let field = fields.first(where: { $0.name == member.key }) {
        compare(member.node, field.shape, path[member.key])
      } else {
        let known = fields.map(\.name)
        report(.unknownKey(member.key, known: known), path[member.key], at: member.offset)
      }
    }
  }
}
