namespace TuiSetup.Bench;

/// <summary>What a measurement has to show.</summary>
/// <param name="Holds">Null when it could not be measured.</param>
internal sealed record Target(string Wanted, string Measured, bool? Holds)
{
    /// <summary>Prints all; true when all hold.</summary>
    public static bool Report(IReadOnlyList<Target> targets)
    {
        Output.Heading("Targets");
        var table = new TextTable("", "holds", "measured");
        foreach (var target in targets)
        {
            table.Add(target.Wanted, target.Holds switch { true => "yes", false => "NO", null => "?" }, target.Measured);
        }

        table.Print();
        return targets.All(target => target.Holds == true);
    }
}
