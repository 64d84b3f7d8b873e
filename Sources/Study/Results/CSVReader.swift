public import Foundation

/// A table read from CSV: the header, and the rows with the lines where they begin.
public struct CSVTable: Equatable, Sendable {
  /// One record of the table.
  public struct Row: Equatable, Sendable {
    /// The line where it begins, from 1.
    public let line: Int
    /// As many fields as the header has.
    public let fields: [String]
  }

  /// The names of the columns, as they are written.
  public let header: [String]
  /// The records after the header.
  public let rows: [Row]
}

/// Reads CSV as RFC 4180 has it: commas, fields in quotation marks where they hold commas,
/// quotation marks (doubled) or line breaks.
///
/// Beyond the RFC: a byte-order mark is passed over, lines may end with LF, CR LF or CR, empty
/// lines are left out, and an apostrophe that guards a field from spreadsheets
/// (``SpreadsheetText``) is taken off. Work and memory are in proportion to the file's size, which
/// is bounded.
public enum CSVReader {
  /// The most bytes that a file may have.
  public static let mostBytes = 64 << 20
  /// The most columns that a file may have.
  public static let mostColumns = 1_000

  /// Reads a file.
  ///
  /// - Parameter path: the file; errors name it as given.
  /// - Returns: the table; its rows are all as wide as the header.
  /// - Throws: `ResultsError` with everything that is wrong.
  public static func read(path: String) throws(ResultsError) -> CSVTable {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw .unreadable(path: path, reason: "it is a folder")
    }
    let data: Data
    do {
      // A pipe has no size: one byte more than may be there tells that there is too much.
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      data = try handle.read(upToCount: mostBytes + 1) ?? Data()
      try handle.close()
    } catch {
      throw .unreadable(path: path, reason: FileReason.text(of: error))
    }
    return try read(data, path: path)
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - data: the bytes.
  ///   - path: the file that errors name.
  /// - Returns: the table; its rows are all as wide as the header.
  /// - Throws: `ResultsError` with everything that is wrong.
  public static func read(_ data: Data, path: String) throws(ResultsError) -> CSVTable {
    guard data.count <= mostBytes else {
      throw .unusable(
        path: path,
        reason: "has more than the \(mostBytes >> 20) MiB that are read; split it")
    }
    var scanner = CSVScanner([UInt8](data))
    let records: [CSVTable.Row]
    do throws(ResultsError.Problem) {
      records = try scanner.records()
    } catch {
      throw .invalid(path, [error])
    }
    guard let header = records.first else {
      throw .unusable(path: path, reason: "is empty; begin with a line of column names")
    }
    return try checked(header, Array(records.dropFirst()), path)
  }

  private static func checked(
    _ header: CSVTable.Row, _ rows: [CSVTable.Row], _ path: String
  ) throws(ResultsError) -> CSVTable {
    let width = header.fields.count
    guard width <= mostColumns else {
      let message = "has \(width) columns; at most \(mostColumns) are read"
      throw .invalid(path, [ResultsError.Problem(line: header.line, message: message)])
    }
    let problems = rows.compactMap { row -> ResultsError.Problem? in
      guard row.fields.count != width else { return nil }
      let message =
        "has \(Wording.count(row.fields.count, "field")), and the header has \(width); "
        + "give every row as many"
      return ResultsError.Problem(line: row.line, message: message)
    }
    guard problems.isEmpty else { throw .invalid(path, problems) }
    return CSVTable(header: header.fields.map(trimmed), rows: rows)
  }

  private static func trimmed(_ name: String) -> String {
    // Whoever joins files leaves byte-order marks within them.
    name.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"]))
  }
}

extension ResultsError.Problem: Error {}
