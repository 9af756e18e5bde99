using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.OpenVSwitch.Mirrors;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using static TuiSetup.Tests.Backends.OpenVSwitch.Mirrors.OvsSample;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Mirrors;

/// <summary>From answers to a plan, to a transaction, and back.</summary>
public sealed class MirrorPlanTests
{
    private readonly OvsSample _ovs = new();

    [Fact]
    public void A_new_mirror_is_created_and_its_bridge_changed()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));

        Assert.Equal([("mirror:br0/m", StepAction.Create), ("bridge:br0", StepAction.Change)], plan.Steps.Select(step => (step.Id, step.Action)));
        Assert.True(plan.Steps[0].Before.IsNothing);
        Assert.Equal(["h1"], plan.Steps[0].After["select_src_port"].Texts);
        Assert.Equal("copy what h1 sends on br0 to port mon", plan.Steps[0].Summary);
        Assert.Equal(["m"], plan.Steps[1].After["mirrors"].Texts);
        Assert.Equal(("unix:/db.sock", "root"), (plan.Target.Address, plan.Target.Identity));
        Assert.Single(plan.Units());
    }

    [Fact]
    public void A_mirror_of_that_name_is_changed_or_is_the_same_already()
    {
        _ovs.Mirror("br0", "m", output: "mon", sources: ["h1"]);

        Assert.True(Plan(Answers("br0", "m", "h1", "mon")).ChangesNothing);
        Assert.Single(Plan(Answers("br0", "m", "h1", "mon")).Steps);
        var change = Plan(Answers("br0", "m", "h2", "mon"));
        Assert.Equal(StepAction.Change, change.Steps[0].Action);
        Assert.Equal(["h1"], change.Steps[0].Before["select_src_port"].Texts);
        Assert.Equal(["h2"], change.Steps[0].After["select_src_port"].Texts);
    }

    [Fact]
    public void A_batch_over_bridges_is_one_transaction_that_toggles_each_bridge_once()
    {
        _ovs.FloodVlans["br1"] = [7, 4095];
        var plan = Plan(Answers("br0", "m", "h1", "mon"), Answers("br1", "m", "far", "far"), Answers("br0", "n", "h2", "mon"));

        Assert.Equal(["mirror:br0/m", "mirror:br0/n", "bridge:br0", "mirror:br1/m", "bridge:br1"], plan.Steps.Select(step => step.Id));
        Assert.Single(plan.Units());
        var updates = Operations(plan, undo: false).Where(operation => (string?)operation["op"] == "update" && (string?)operation["table"] == "Bridge").ToList();
        Assert.Equal(["""["set",[4095]]""", """["set",[7]]"""], updates.Select(update => update["row"]!["flood_vlans"]!.ToString(Formatting.None)));
    }

    [Fact]
    public void Secrets_do_not_enter_the_plan()
        => Assert.Empty(Plan(Answers("br0", "m", "h1", "mon").With("pass", new Secret("x"))).Answers[0].Secrets);

    [Fact]
    public void The_digest_tells_what_matters_and_nothing_else()
    {
        var digest = _ovs.Facts.Digest;
        Assert.Matches("^[0-9a-f]{64}$", digest);
        _ovs.Cfg = (8, 9);
        Assert.Equal(digest, _ovs.Facts.Digest);
        _ovs.Mirror("br0", "other", output: "h2");
        Assert.NotEqual(digest, _ovs.Facts.Digest);
    }

    [Theory]
    [InlineData("", "4095")]
    [InlineData("4095", "")]
    [InlineData("7,9", "7,9,4095")]
    [InlineData("7,4095", "7")]
    public void Toggling_puts_the_reserved_vlan_in_or_out_and_keeps_the_others(string before, string after)
    {
        static ImmutableArray<long> Read(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];

        Assert.Equal(Read(after), Revalidation.Toggle(Read(before)));
        Assert.Equal(Revalidation.Real(Read(before)), Revalidation.Real(Read(after)));
    }

    [Fact]
    public void A_transaction_expects_every_row_before_it_changes_any()
    {
        _ovs.Mirror("br0", "m", output: "mon", sources: ["h1"]);
        var operations = Operations(Plan(Answers("br0", "m", "h2", "mon"), Answers("br0", "n", "h1", "mon")), undo: false);

        var kinds = operations.Select(operation => $"{operation["op"]} {operation["table"]}").ToList();
        Assert.Equal(
            ["wait Mirror", "wait Port", "wait Port", "wait Port", "wait Bridge"],
            kinds.TakeWhile(kind => kind.StartsWith("wait", StringComparison.Ordinal)).Order(StringComparer.Ordinal).OrderBy(kind => kind switch { "wait Mirror" => 0, "wait Port" => 1, _ => 2 }));
        Assert.Equal(["update Mirror", "insert Mirror", "mutate Bridge", "update Bridge", "mutate Open_vSwitch", "select Open_vSwitch", "comment "], kinds[5..]);
        Assert.All(operations.Where(operation => (string?)operation["op"] == "wait"), wait => Assert.Equal((0, "=="), ((int)wait["timeout"]!, (string?)wait["until"])));
    }

    [Fact]
    public void Undoing_a_new_mirror_takes_it_off_its_bridge_and_restores_flood_vlans()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));
        _ovs.Mirror("br0", "m", output: "mon", sources: ["h1"]).FloodVlans["br0"] = [4095];

        var operations = Operations(plan, undo: true);

        var delete = Assert.Single(operations, operation => (string?)operation["op"] == "mutate" && (string?)operation["table"] == "Bridge");
        Assert.Equal("""[["mirrors","delete",["uuid","mirror-br0-m"]]]""", delete["mutations"]!.ToString(Formatting.None));
        Assert.Equal("""{"flood_vlans":["set",[]]}""", Assert.Single(operations, operation => (string?)operation["op"] == "update")["row"]!.ToString(Formatting.None));
        Assert.Contains("undo", (string)operations[^1]["comment"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Undoing_a_change_restores_the_row()
    {
        _ovs.Mirror("br0", "m", output: "mon", sources: ["h1"]);
        var plan = Plan(Answers("br0", "m", "h2", "mon"));

        var update = Assert.Single(Operations(plan, undo: true), operation => (string?)operation["op"] == "update" && (string?)operation["table"] == "Mirror");

        Assert.Equal("""["set",[["uuid","port-h1"]]]""", update["row"]!["select_src_port"]!.ToString(Formatting.None));
    }

    [Fact]
    public void Flood_vlans_are_toggled_even_when_they_are_as_wanted_already()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));
        _ovs.FloodVlans["br0"] = [4095];

        var update = Assert.Single(Operations(plan, undo: false), operation => (string?)operation["op"] == "update" && (string?)operation["table"] == "Bridge");

        Assert.Equal("""{"flood_vlans":["set",[]]}""", update["row"]!.ToString(Formatting.None));
    }

    [Fact]
    public void A_port_or_bridge_that_went_is_drift()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));
        _ovs.Port("br1", "h1");

        Assert.Equal(BackendFailure.Drifted, Assert.Throws<BackendException>(() => Operations(plan, undo: false)).Failure);
        _ovs.FloodVlans.Remove("br0");
        Assert.Equal(BackendFailure.Drifted, Assert.Throws<BackendException>(() => Operations(plan, undo: false)).Failure);
    }

    [Fact]
    public void An_inspection_tells_before_after_and_neither()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));
        Assert.Equal(StepState.Before, Inspect(plan));

        _ovs.Mirror("br0", "m", output: "mon", sources: ["h1"]).FloodVlans["br0"] = [4095];
        Assert.Equal(StepState.After, Inspect(plan));

        // The reserved VLAN says nothing: the next run toggles it.
        _ovs.FloodVlans["br0"] = [];
        Assert.Equal(StepState.After, Inspect(plan));

        _ovs.FloodVlans["br0"] = [7];
        Assert.Equal(StepState.Neither, Inspect(plan));
    }

    [Fact]
    public void A_mirror_that_someone_changed_is_neither_and_the_detail_says_how()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));
        _ovs.Mirror("br0", "m", output: "mon", sources: ["h2"]);

        var found = MirrorInspector.Inspect(Assert.Single(plan.Units()), _ovs.Snapshot);

        Assert.Equal((StepState.Neither, "mirror 'm' is now select_src_port=[h2]."), (found.State, found.Detail));
    }

    [Fact]
    public void Another_switch_at_the_same_address_is_neither()
    {
        var plan = Plan(Answers("br0", "m", "h1", "mon"));
        _ovs.Root = "another";

        Assert.Equal(StepState.Neither, Inspect(plan));
    }

    [Fact]
    public void A_mirror_that_is_the_same_does_not_make_a_plan_that_is_still_to_come_look_half_done()
    {
        _ovs.Mirror("br0", "same", output: "mon", sources: ["h1"]);
        var plan = Plan(Answers("br0", "same", "h1", "mon"), Answers("br0", "m", "h2", "mon"));

        Assert.Equal(StepState.Before, MirrorInspector.Inspect(Assert.Single(plan.Units(all: true)), _ovs.Snapshot).State);
        _ovs.Mirror("br0", "m", output: "mon", sources: ["h2"]);
        Assert.Equal(StepState.After, MirrorInspector.Inspect(Assert.Single(plan.Units(all: true)), _ovs.Snapshot).State);
    }

    [Fact]
    public void A_plan_of_mirrors_that_are_the_same_is_as_planned_until_one_changes()
    {
        _ovs.Mirror("br0", "same", output: "mon", sources: ["h1"]);
        var plan = Plan(Answers("br0", "same", "h1", "mon"));

        Assert.Equal(StepState.After, MirrorInspector.Inspect(Assert.Single(plan.Units(all: true)), _ovs.Snapshot).State);
        Assert.Equal(StepState.Neither, MirrorInspector.Inspect(Assert.Single(plan.Units(all: true)), new OvsSample().Snapshot).State);
    }

    private Plan Plan(params AnswerSheet[] batch) => MirrorPlanner.Plan("ovs-mirror", "ovs-mirror", batch, _ovs.Facts);

    private StepState Inspect(Plan plan) => MirrorInspector.Inspect(Assert.Single(plan.Units()), _ovs.Snapshot).State;

    private IReadOnlyList<JObject> Operations(Plan plan, bool undo) => new MirrorTransaction(Assert.Single(plan.Units()), _ovs.Snapshot, undo).Build();
}
