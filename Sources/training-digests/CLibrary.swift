// Two functions of the C library by their symbols, since Embedded Swift has no module for it, and none
// for command-line arguments either.

/// The next byte of standard input; negative at its end.
@_silgen_name("getchar")
func nextInputByte() -> Int32

/// Ends the process, after writing out what was printed.
@_silgen_name("exit")
func endProcess(_ code: Int32) -> Never
