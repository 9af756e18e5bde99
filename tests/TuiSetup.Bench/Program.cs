using TuiSetup.Bench;

if (args is not [var program])
{
    Output.Line("usage: TuiSetup.Bench PATH-TO-TUISETUP");
    return 2;
}

using var workspace = new Workspace(Path.GetFullPath(program));
var targets = new List<Target>();
foreach (var terminal in BenchTerminal.All)
{
    targets.AddRange(await ScreenBench.RunAsync(workspace, terminal));
}

targets.AddRange(await MirrorBench.RunAsync(workspace));
return Target.Report(targets) ? 0 : 1;
