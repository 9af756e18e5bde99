using System.Globalization;
using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.OpenVSwitch.Mirrors;

/// <summary>Bridges with their mirrors: to the left what is copied, to the right where the copies go.</summary>
internal static class MirrorPicture
{
    public static IReadOnlyList<string> Draw(Plan plan, bool after)
        => [.. plan.Steps.Where(step => step.Operation == MirrorPlanner.MirrorOperation).Select(step => (Step: step, Mirror: after ? step.After : step.Before))
            .Where(one => !one.Mirror.IsNothing).GroupBy(one => one.Step.Arguments["bridge"].AsText ?? "")
            .SelectMany(bridge => SwitchPicture.Draw(
                bridge.Key, [.. bridge.SelectMany(one => Sources(one.Mirror)).Distinct()], [.. bridge.Select(one => Output(one.Mirror))]))];

    private static IEnumerable<Leg> Sources(Value mirror)
    {
        if (mirror["select_all"].AsTruth == true)
        {
            return [new(T("all ports"), T("both ways"))];
        }

        var (sends, gets) = (mirror["select_src_port"].Texts.ToHashSet(), mirror["select_dst_port"].Texts.ToHashSet());
        var ports = sends.Union(gets).Order(StringComparer.Ordinal)
            .Select(port => new Leg(port, sends.Contains(port) && gets.Contains(port) ? T("both ways") : sends.Contains(port) ? T("sends") : T("receives")));
        return ports.Concat(mirror["select_vlan"].Items.Select(vlan => new Leg($"VLAN {vlan}", T("this VLAN"))));
    }

    private static Leg Output(Value mirror)
        => new(
            mirror["output_port"].AsText ?? string.Create(CultureInfo.InvariantCulture, $"VLAN {mirror["output_vlan"].AsNumber}"),
            T($"mirror {mirror["name"]}"));
}
