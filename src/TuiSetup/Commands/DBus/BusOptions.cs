using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;

namespace TuiSetup.Commands.DBus;

/// <summary>Options that the commands on a message bus share; each command has its own instance of them.</summary>
internal sealed class BusOptions
{
    private const double LongestWait = 7 * 24 * 3600;

    /// <param name="timeout">What --timeout is for.</param>
    public BusOptions(string timeout = "Seconds to wait for an answer; 25 unless said.")
    {
        Timeout = new("--timeout") { Description = timeout, HelpName = "SECONDS" };
        Timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is <= 0 or > LongestWait)
            {
                result.AddError(T("--timeout takes more than 0 and at most 604800 seconds."));
            }
        });
    }

    public Option<bool> System { get; } = new("--system") { Description = T("The system bus, which it is unless said.") };

    public Option<bool> User { get; } = new("--user") { Description = T("The bus of the user's session.") };

    public Option<string?> Address { get; } = new("--address") { Description = T("The bus at an address of the D-Bus Specification."), HelpName = "ADDRESS" };

    public Option<double?> Timeout { get; }

    public Option<bool> Json { get; } = new("--json") { Description = T("JSON on standard output, with the types of busctl --json=short.") };

    public Option<bool> AutoStart { get; } = new("--auto-start") { Description = T("Let the bus start the service. Looking starts none unless said.") };

    /// <summary>Those that say which bus.</summary>
    public IEnumerable<Option> Bus => [System, User, Address];

    public BusPlace Place(ParseResult parsed, Composition program)
        => BusPlace.Choose(parsed.GetValue(Address), parsed.GetValue(User), program.Context.Host);

    public TimeSpan? Patience(ParseResult parsed) => parsed.GetValue(Timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public ExploreOptions Exploring(ParseResult parsed)
    {
        var usual = new ExploreOptions { AutoStart = parsed.GetValue(AutoStart) };
        return Patience(parsed) is { } patience ? usual with { Timeout = patience } : usual;
    }
}
