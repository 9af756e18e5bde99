using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>The way through the screens, first for a new relay and then for one that is there.</summary>
[Collection(RelayFixture.Name)]
public sealed class ScreenTests(RelayFixture fixture) : IAsyncLifetime
{
    private readonly RelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task A_relay_is_made_by_screens_shows_its_counters_and_is_opened_again_with_its_answers()
    {
        await using (var program = _program.Open())
        {
            await program.WaitForTextAsync("How shall isolated hosts reach each other");
            program.Send("\u001b[24~");
            await program.WaitForTextAsync("Which interface");
            await program.WaitForTextAsync("10.79.0.2");
            program.Send("\r");
            await program.WaitForTextAsync("For whom is the relay on eth0?");
            program.Send("10.79.0.11-10.79.0.13, fd79::11\u001b[24~");
            await program.WaitForTextAsync("What may they say");
            program.Send("any -> any icmp; any -> 10.79.0.12 tcp 80");
            await Screenshot.CheckAsync(program, "relay-rules", "What isolated hosts may say to each other");
            program.Send("\u001b[24~");
            await program.WaitForTextAsync("<Apply>");
            await Pictures.CheckAsync(program, "picture-relay");
            program.Send("\r");
            await program.WaitForTextAsync("Done.");
            await fixture.Lab.ReachesAsync("i1", "icmp:10.79.0.12");
            await program.WaitForTextAsync("allowed: packets 1");
        }

        await using var again = _program.Open();
        await again.WaitForTextAsync("How shall isolated hosts reach each other");
        again.Send("\u001b[24~");
        await again.WaitForTextAsync("Which interface");
        again.Send("\u001b[24~");
        await again.WaitForTextAsync("10.79.0.11-10.79.0.13, fd79::11");
        again.Send("\u001b[24~");
        await again.WaitForTextAsync("any -> any icmp; any -> 10.79.0.12 tcp 80");
    }
}
