namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>The one list of kinds of steps. A new one is a class, and a line here.</summary>
internal static class StepWorks
{
    private static readonly Dictionary<string, IStepWork> All = new IStepWork[]
    {
        new PvlanMapWork(),
        new PortgroupWork(),
        new NicWork(),
        new Mirrors.SessionWork(),
        new Vlans.StandardPortgroupWork(),
    }.ToDictionary(work => work.Operation, StringComparer.Ordinal);

    public static IStepWork Of(string operation) => All.TryGetValue(operation, out var work)
        ? work
        : throw new Core.Problems.ProblemException([Core.Problems.Problem.Error(null, T($"A step of the kind '{operation}' is not known."), T("The plan was made by another version."))]);
}
