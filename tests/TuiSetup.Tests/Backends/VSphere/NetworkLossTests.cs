using TuiSetup.Backends;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Reports;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Http;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.Tests.Backends.VSphere;

/// <summary>A network that is gone in the middle of 100 moves, by the clock of whoever waits for it.</summary>
[Collection(VCenterFixture.Name)]
public sealed class NetworkLossTests(VCenterFixture fixture) : IDisposable
{
    private const int Cards = 100;
    private readonly TempFolder _folder = new();
    private readonly JumpingTime _time = new();
    private readonly List<string> _told = [];
    private DateTimeOffset _gone, _back;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_minute_in_the_middle_of_100_moves_loses_nothing_and_does_nothing_twice()
    {
        await using var server = fixture.Start(machines: Cards);
        LoseAfter(server, moves: 30, TimeSpan.FromMinutes(1));

        var report = await MoveAsync(server);

        Assert.True(report.Outcome == Outcome.Done, string.Join('\n', report.Problems));
        Assert.InRange(_back - _gone, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));
        Assert.Contains(_told, message => message.Contains("is away", StringComparison.Ordinal));
        var moved = Chosen(server).ToList();
        Assert.Equal(Cards, moved.Count);
        Assert.All(moved, machine => Assert.Equal(("isolated", 2, true), (machine.Cards[0].Port!.Portgroup.Name, machine.Version, machine.Cards[0].Connected)));
        Assert.Empty(server.Rejected);
    }

    [Fact]
    public async Task One_that_does_not_come_back_leaves_a_report_of_what_is_left_and_a_run_to_undo()
    {
        await using var server = fixture.Start(machines: Cards);
        LoseAfter(server, moves: 30, TimeSpan.FromDays(1));

        var report = await MoveAsync(server);

        Assert.Equal((Outcome.Left, 5), (report.Outcome, report.ExitCode));
        Assert.Contains(report.Steps, step => step.Result == StepResult.Left);
        Assert.True(_time.GetUtcNow() - _gone >= TimeSpan.FromMinutes(3));
        server.IsAway = false;
        var before = server.Inventory.Machines.Count(machine => machine.Cards.Exists(card => card.Port?.Portgroup.Name == "isolated"));
        Assert.InRange(before, 1, Cards - 1);

        var engine = new Engine(Runs, name => Backend(server, name));
        var undone = await engine.UndoAsync(Runs.Find(report.Run!)!, _ => { });

        Assert.True(undone.Outcome == Outcome.Undone, string.Join('\n', undone.Problems));
        Assert.All(Chosen(server), machine => Assert.NotEqual("isolated", machine.Cards[0].Port!.Portgroup.Name));
        Assert.Empty(server.Inventory.Switches.First().Pvlans);
    }

    private RunStore Runs => new(_folder["state"], _time);

    private static IEnumerable<Machine> Chosen(VCenterServer server) => server.Inventory.Machines.Where(machine => machine.Name.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(machine.Name[^1]) && !machine.Name.StartsWith("vCLS", StringComparison.Ordinal) && !machine.IsTemplate);

    /// <summary>Cuts the network in the middle of the answer to a move, and gives it back when the client has waited so long.</summary>
    private void LoseAfter(VCenterServer server, int moves, TimeSpan time)
    {
        server.Troubles.Add("ReconfigVM_Task", new Trouble(), moves);
        server.Troubles.Add("ReconfigVM_Task", new Trouble(Then: _ =>
        {
            _gone = _time.GetUtcNow();
            server.IsAway = true;
            return HttpResponse.HangUp;
        }));
        _time.Jumped = now =>
        {
            if (server.IsAway && now - _gone >= time)
            {
                _back = now;
                server.IsAway = false;
            }
        };
    }

    private async Task<Report> MoveAsync(VCenterServer server)
    {
        var backend = Backend(server, "vsphere-pvlan");
        var cancel = TestContext.Current.CancellationToken;
        var answers = new Dictionary<string, Value>
        {
            ["vcenter"] = Value.Of(server.Url),
            ["user"] = Value.Of(server.Sessions.User),
            ["fingerprint"] = Value.Of(TuiSetup.Backends.VSphere.Soap.ServerCertificate.Of(server.Certificate).Sha256),
            ["dvs"] = Value.Of("DSwitch"),
            ["primary"] = Value.Of(100),
            ["isolated"] = Value.Of(101),
            ["isolated_portgroup"] = Value.Of("isolated"),
            ["nics"] = Value.List(Chosen(server).Select(machine => machine.Name)),
        }.Aggregate(AnswerSheet.Empty, (sheet, answer) => sheet.With(answer.Key, answer.Value));
        var facts = await backend.ReadAsync(answers, cancel);
        var plan = await backend.PlanAsync("vsphere-pvlan", [answers], facts, cancel);
        return await new Engine(Runs, _ => backend).ApplyAsync(
            plan,
            happened =>
            {
                if (happened is ApplyEvent.Progress progress)
                {
                    _told.Add(progress.Message);
                }
            },
            cancel);
    }

    private IBackend Backend(VCenterServer server, string name) => BackendList.Create(
        new BackendContext("", variable => variable == "TUISETUP_VCENTER_PASSWORD" ? server.Sessions.Password : null, _time) { StateFolder = _folder["state"] })[name];
}
