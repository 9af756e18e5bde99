using System.Globalization;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>Wall time and peak memory of one process.</summary>
internal sealed record Run(double Milliseconds, double Megabytes);

/// <summary>pyvmomi and we on one vcsim.</summary>
internal sealed class VcsimLab(Vcsim vcsim, Workspace workspace)
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public Vcsim Vcsim => vcsim;

    public Workspace Workspace => workspace;

    public Task<Run> PyvmomiAsync(string script, params string[] arguments)
        => MeasureAsync([Python, SourceTree.PathOf("tests", "lab", script), $"{vcsim.Port}", Vcsim.User, Vcsim.Password, .. arguments]);

    public Task<Run> OursAsync(params string[] arguments) => MeasureAsync([workspace.Program, .. arguments]);

    /// <summary>An answer file that says where, and which switch.</summary>
    public Task<string> AnswersAsync() => workspace.WriteAsync("vsphere.json", $$"""
        { "wizard": "vsphere-vlan", "answers": { "vcenter": "{{vcsim.Url}}", "user": "{{Vcsim.User}}", "fingerprint": "{{Vcsim.Fingerprint}}", "dvs": "DVS0" } }
        """);

    private async Task<Run> MeasureAsync(IReadOnlyList<string> command)
    {
        var environment = new Dictionary<string, string?>
        {
            [workspace.StateVariable.Name] = workspace.StateVariable.Value,
            ["TUISETUP_VCENTER_PASSWORD"] = Vcsim.Password,
        };
        var result = await ProcessRunner.RunAsync(Python, [SourceTree.PathOf("tests", "lab", "measure.py"), .. command], environment, timeout: Patience);
        var figures = result.Required("measure.py").Split(' ');
        return figures[2].Trim() == "0"
            ? new Run(double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"{Path.GetFileName(command[0])} {string.Join(' ', command.Skip(1).Take(2))} failed: {result.Stderr}");
    }
}
