namespace TuiSetup.Tests.Support;

/// <summary>Tests that look at the whole process: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
