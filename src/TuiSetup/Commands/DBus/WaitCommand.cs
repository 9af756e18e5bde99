using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.DBus.Watching;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus wait: until a signal comes, or a property has a value.</summary>
internal static class WaitCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var (names, options) = (new MemberArguments("MEMBER", T("Name of a signal; with VALUE, that of a property.")), new BusOptions(T("Seconds to wait for it; for ever unless said.")));
        var value = new Argument<string[]>("VALUE") { Description = T("The property's value, as 'set' takes it after its type."), Arity = ArgumentArity.ZeroOrMore };
        var valueJson = new Option<string?>("--value-json") { Description = T("The same as JSON."), HelpName = "JSON" };
        var command = new Command("wait", T("""
            Waits for a signal and prints its values, or until a property has a value; also of a service that is still to come. --timeout ends it with exit code 8; without it, it waits for ever.

            Examples:
              tuisetup dbus wait org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager UnitNew
              tuisetup dbus wait --timeout 60 org.freedesktop.NetworkManager /org/freedesktop/NetworkManager org.freedesktop.NetworkManager Connectivity 4
            """))
        {
            names.Service, names.Path, names.Interface, names.Member, value, valueJson,
            options.System, options.User, options.Address, options.Timeout, options.Json,
        };
        command.SetBusHandler(compose, options, async (program, parsed) =>
        {
            var (service, path, @interface, member) = names.Read(parsed);
            using var late = options.Patience(parsed) is { } patience ? new CancellationTokenSource(patience, program.Time) : new CancellationTokenSource();
            using var both = CancellationTokenSource.CreateLinkedTokenSource(program.Interruption.Token, late.Token);
            try
            {
                await using var bus = await options.Place(parsed, program).OpenAsync(program.Context, both.Token);
                if (parsed.GetValue(value) is { Length: > 0 } || parsed.GetValue(valueJson) is not null)
                {
                    await PropertyAsync(new PropertyWatch(bus, service, path, @interface, new() { Timeout = TimeSpan.FromSeconds(25) }), member, parsed.GetValue(value) ?? [], parsed.GetValue(valueJson), both.Token);
                    return ExitCodes.Done;
                }

                await using var signals = await bus.ListenAsync(MatchRule.Signal(service, path, @interface, member), both.Token);
                program.Streams.Error.WriteLine(T("tuisetup: waiting"));
                await foreach (var signal in signals.WithCancellation(both.Token))
                {
                    program.Streams.Output.Write(parsed.GetValue(options.Json) ? DBusJsonWriter.Message(signal.Body) + "\n"
                        : signal.Body.IsEmpty ? "" : SafeText.Clean(BusctlWriter.Write(signal.Body)) + "\n");
                    return ExitCodes.Done;
                }

                throw DBusException.Disconnected();
            }
            catch (OperationCanceledException) when (late.IsCancellationRequested && !program.Interruption.Happened)
            {
                throw new DBusException("org.freedesktop.DBus.Error.TimedOut", T($"{@interface}.{member} did not come in time."));
            }
        });
        return command;
    }

    /// <summary>The value is read by the type that the property has.</summary>
    private static async Task PropertyAsync(PropertyWatch watch, string member, string[] words, string? json, CancellationToken cancel)
    {
        await foreach (var now in watch.FollowAsync(cancel))
        {
            if (now?.GetValueOrDefault(member) is { } value && value == Wanted(value.Signature, words, json))
            {
                return;
            }
        }
    }

    private static DBusValue Wanted(string signature, string[] words, string? json)
        => json is not null ? DBusJsonReader.ReadOne(signature, json) : BusctlReader.Read(signature, words)[0];
}
