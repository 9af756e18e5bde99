using TuiSetup.Core.Values;

namespace TuiSetup.Core.Plans;

/// <summary>The system that a plan is for.</summary>
/// <param name="Address">How it is reached.</param>
/// <param name="Identity">What tells it from any other at that address.</param>
/// <param name="Options">What reaching it needs besides, without secrets.</param>
public sealed record PlanTarget(string Address, string Identity, Value Options);
