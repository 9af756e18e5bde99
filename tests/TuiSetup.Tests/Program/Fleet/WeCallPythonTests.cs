using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>tuisetup jobs send calls; a worker of Python's Celery carries out.</summary>
[Collection(RabbitFixture.Name)]
public sealed class WeCallPythonTests(RabbitFixture fixture) : IAsyncLifetime
{
    private readonly FleetHost _operator = new(fixture.Broker.Url);
    private RunningProcess _worker = null!;

    private string Queue => "lab." + _operator.Name;

    public async ValueTask InitializeAsync() => _worker = await fixture.Python.StartWorkerAsync(Queue);

    public async ValueTask DisposeAsync()
    {
        await _worker.DisposeAsync();
        await _operator.DisposeAsync();
    }

    [Fact]
    public async Task Its_results_states_retries_and_failures_come_back()
    {
        Assert.Equal((0, "5"), await SendAsync("lab.add", "[2, 3]"));
        Assert.Equal((0, "7"), await SendAsync("lab.add", "--kwargs", """{"x": 3, "y": 4}"""));
        Assert.Equal((0, "2"), await SendAsync("lab.again", "[2]"));

        var steps = await _operator.RunAsync("jobs", "send", "lab.steps", "[3]", "--queue", Queue);
        Assert.Equal((0, "3"), (steps.ExitCode, steps.Stdout.Trim()));
        Assert.Contains("PROGRESS  step 2", steps.Stderr, StringComparison.Ordinal);

        var failed = await _operator.RunAsync("jobs", "send", "lab.fail", """["no such switch"]""", "--queue", Queue);
        Assert.Equal((4, ""), (failed.ExitCode, failed.Stdout));
        Assert.Contains("ValueError: no such switch", failed.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failed.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_called_is_told()
    {
        var unknown = await _operator.RunAsync("jobs", "send", "lab.nothing", "--queue", Queue);
        Assert.Equal(4, unknown.ExitCode);
        Assert.Contains("NotRegistered", unknown.Stderr, StringComparison.Ordinal);

        var nowhere = await _operator.RunAsync("jobs", "send", "lab.add", "--queue", "nowhere");
        Assert.Equal(6, nowhere.ExitCode);
        Assert.Contains("There is no queue nowhere", nowhere.Stderr, StringComparison.Ordinal);

        var wrong = await _operator.RunAsync("jobs", "send", "lab.add", "{2, 3}", "--queue", Queue);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("must be JSON", wrong.Stderr, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> SendAsync(string task, params string[] more)
    {
        var result = await _operator.RunAsync(["jobs", "send", task, .. more, "--queue", Queue]);
        return (result.ExitCode, JToken.Parse(result.Stdout).ToString());
    }
}
