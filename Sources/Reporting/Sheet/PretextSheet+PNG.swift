public import Foundation

extension PretextSheet {
  /// The sheet as a PNG file, with the words under the images.
  ///
  /// - Parameter gnuplot: the program that draws it.
  /// - Returns: the file's bytes.
  /// - Throws: `ReportError.drawing`.
  public func png(_ gnuplot: Gnuplot) throws(ReportError) -> Data {
    let canvas = canvas
    let figure = Figure(name: "sheet", alternative: "", caption: "")
    let picture = Picture(
      figure: figure, width: canvas.width, height: canvas.height, script: canvas.script)
    return try gnuplot.draw([picture]).first?.png ?? Data()
  }
}
