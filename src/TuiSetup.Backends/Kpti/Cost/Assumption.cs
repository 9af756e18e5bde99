namespace TuiSetup.Backends.Kpti.Cost;

/// <summary>What one kernel entry, with its exit, costs more by page-table isolation, and under which circumstances.</summary>
/// <param name="Text">The circumstances.</param>
/// <param name="Nanoseconds">All effects together, for one entry.</param>
/// <param name="Percent">Of the CPU time that was work.</param>
/// <param name="Applies">Whether the circumstances are those of this machine.</param>
internal sealed record Assumption(string Text, double Nanoseconds, double Percent, bool Applies);
