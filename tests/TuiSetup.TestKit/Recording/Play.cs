namespace TuiSetup.TestKit;

/// <summary>A program, how it is started, and what is done to it.</summary>
public sealed record Play(string File, IReadOnlyList<string> Arguments, PtyOptions Options, IReadOnlyList<PlayStep> Steps);
