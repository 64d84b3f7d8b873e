/// Cuts the bytes of a CSV file into records, each byte looked at once.
struct CSVScanner {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// All records, those of empty lines left out.
  mutating func records() throws(ResultsError.Problem) -> [CSVTable.Row] {
    var records: [CSVTable.Row] = []
    while offset < bytes.count {
      let start = line
      var fields = [try field()]
      while offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
        offset += 1
        fields.append(try field())
      }
      endLine()
      guard fields != [""] else { continue }
      records.append(CSVTable.Row(line: start, fields: fields.map(SpreadsheetText.restored)))
    }
    return records
  }

  private mutating func field() throws(ResultsError.Problem) -> String {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { return try plain() }
    return try quoted()
  }

  private mutating func plain() throws(ResultsError.Problem) -> String {
    let start = offset
    while offset < bytes.count, !isEnd(bytes[offset]) {
      if bytes[offset] == UInt8(ascii: "\"") {
        throw problem(
          "a quotation mark stands within a field; put the field in quotation marks and double it")
      }
      offset += 1
    }
    return try text(bytes[start..<offset], line)
  }

  private mutating func quoted() throws(ResultsError.Problem) -> String {
    let start = line
    var content: [UInt8] = []
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      guard byte == UInt8(ascii: "\"") else {
        if byte == 0x0A || (byte == 0x0D && !isFeed(offset)) { line += 1 }
        content.append(byte)
        continue
      }
      if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
        content.append(byte)
        offset += 1
        continue
      }
      guard offset == bytes.count || isEnd(bytes[offset]) else {
        throw problem("text follows a field's closing quotation mark; put a comma between")
      }
      return try text(content[...], start)
    }
    throw ResultsError.Problem(
      line: start,
      message: "a quotation mark is never closed; close it, or double it within a field")
  }

  private func text(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(ResultsError.Problem) -> String
  {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw ResultsError.Problem(line: line, message: "is not UTF-8 text; save the file as UTF-8")
    }
    return text
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }

  private func isFeed(_ offset: Int) -> Bool { offset < bytes.count && bytes[offset] == 0x0A }

  /// Passes LF, CR LF or CR.
  private mutating func endLine() {
    guard offset < bytes.count else { return }
    offset += bytes[offset] == 0x0D && isFeed(offset + 1) ? 2 : 1
    line += 1
  }

  private func problem(_ message: String) -> ResultsError.Problem {
    ResultsError.Problem(line: line, message: message)
  }
}
