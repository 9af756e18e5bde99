using System.CommandLine;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus call: calls a method.</summary>
internal static class CallCommand
{
    private const int MostRepeats = 1_000_000;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var (names, options) = (new MemberArguments("METHOD", T("Name of the method.")), new BusOptions());
        var values = new ValueArguments(T("Types of the arguments; without it there are none."));
        var noStart = new Option<bool>("--no-auto-start") { Description = T("Do not have the bus start the service for it.") };
        var noQuestion = new Option<bool>("--no-authorization") { Description = T("Do not let the service ask somebody (polkit) before it answers.") };
        var repeat = new Option<int>("--repeat") { Description = T("Call so many times, one after the other, and tell how long a call took."), HelpName = "TIMES", DefaultValueFactory = _ => 1 };
        repeat.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostRepeats)
            {
                result.AddError(T($"--repeat takes 1 to {MostRepeats}."));
            }
        });
        var command = new Command("call", T("""
            Calls a method and prints the reply as busctl does. Arguments are words after their signature, as busctl takes them, or a JSON list.

            Examples:
              tuisetup dbus call org.freedesktop.hostname1 /org/freedesktop/hostname1 org.freedesktop.hostname1 Describe
              tuisetup dbus call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager GetUnit s ssh.service
              tuisetup dbus call com.example.Store / com.example.Store Put 'a{sv}' --args-json '[{"size": 3, "name": "x"}]'
            """))
        {
            names.Service, names.Path, names.Interface, names.Member, values.Signature, values.Words, values.Json,
            options.System, options.User, options.Address, options.Timeout, options.Json, noStart, noQuestion, repeat,
        };
        command.SetBusHandler(compose, options, (program, parsed) =>
        {
            var call = names.Call(parsed, [.. values.Read(parsed)]) with
            {
                Timeout = options.Patience(parsed),
                AllowInteractiveAuthorization = !parsed.GetValue(noQuestion),
                AutoStart = !parsed.GetValue(noStart),
            };
            Call(program, options.Place(parsed, program), call, parsed.GetValue(repeat), parsed.GetValue(options.Json));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static void Call(Composition program, BusPlace place, DBusCall call, int times, bool json)
    {
        // One call has nothing to finish, so a signal may end it as usual.
        var cancel = times > 1 ? program.Interruption.Token : CancellationToken.None;
        using var bus = BusClient.Open(place, program.Context);
        var began = program.Time.GetTimestamp();
        DBusMessage? reply = null;
        for (var count = 0; count < times; count++)
        {
            reply = bus.Call(call, cancel);
        }

        var took = program.Time.GetElapsedTime(began);
        if (json)
        {
            program.Streams.Output.WriteLine(DBusJsonWriter.Message(reply!.Body));
        }
        else if (!reply!.Body.IsEmpty)
        {
            program.Streams.Output.WriteLine(SafeText.Clean(BusctlWriter.Write(reply.Body)));
        }

        if (times > 1)
        {
            program.Streams.Error.WriteLine(T($"{times} calls, {took.TotalMicroseconds / times:0.0} µs each, {times / took.TotalSeconds:0} a second"));
        }
    }
}
