namespace TuiSetup.Backends.Kpti;

/// <summary>How far it is.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Text">What it is at, in a few words.</param>
public sealed record AdvisorProgress(double Share, string Text);
