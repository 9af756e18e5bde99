using TuiSetup.Bench;

string[] parts = ["screens", "boxes", "lists", "mirrors", "pvlan", "relay", "vsphere", "dbus", "kpti", "fleet"];
if (args is not [var program, .. var wanted] || wanted.Except(parts).Any())
{
    Output.Line($"usage: TuiSetup.Bench PATH-TO-TUISETUP [{string.Join(' ', parts)}]");
    return 2;
}

using var workspace = new Workspace(Path.GetFullPath(program));
var targets = new List<Target>();
if (Wants("screens"))
{
    foreach (var terminal in BenchTerminal.All)
    {
        targets.AddRange(await ScreenBench.RunAsync(workspace, terminal));
    }
}

if (Wants("boxes"))
{
    foreach (var terminal in BenchTerminal.OfBoxes)
    {
        targets.AddRange(await BoxBench.RunAsync(workspace, terminal));
    }
}

if (Wants("lists"))
{
    targets.AddRange(await ListBench.RunAsync());
}

if (Wants("mirrors"))
{
    targets.AddRange(await MirrorBench.RunAsync(workspace));
}

if (Wants("pvlan"))
{
    targets.AddRange(await PvlanBench.RunAsync(workspace));
}

if (Wants("relay"))
{
    targets.AddRange(await RelayBench.RunAsync(workspace));
}

if (Wants("vsphere"))
{
    targets.AddRange(await VSphereBench.RunAsync(workspace));
}

if (Wants("dbus"))
{
    targets.AddRange(await DBusBench.RunAsync(workspace));
    targets.AddRange(await ExploreBench.RunAsync(workspace));
}

if (Wants("kpti"))
{
    targets.AddRange(await KptiBench.RunAsync(workspace));
}

if (Wants("fleet"))
{
    targets.AddRange(await FleetBench.RunAsync(workspace));
}

return Target.Report(targets) ? 0 : 1;

bool Wants(string part) => wanted.Length == 0 || wanted.Contains(part);
