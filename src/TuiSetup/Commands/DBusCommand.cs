using System.CommandLine;
using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup dbus: methods of services on a message bus, for scripts.</summary>
internal static class DBusCommand
{
    private const int MostRepeats = 1_000_000;

    public static Command Create(Func<ParseResult, Composition> compose)
        => new("dbus", "Calls services on a message bus.") { CreateCall(compose) };

    private static Command CreateCall(Func<ParseResult, Composition> compose)
    {
        var service = new Argument<string>("SERVICE") { Description = "Name of the service, such as org.freedesktop.hostname1." };
        var path = new Argument<string>("OBJECT") { Description = "Path of the object." };
        var @interface = new Argument<string>("INTERFACE") { Description = "Name of the interface." };
        var method = new Argument<string>("METHOD") { Description = "Name of the method." };
        var signature = new Argument<string>("SIGNATURE") { Description = "Types of the arguments; without it there are none.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var arguments = new Argument<string[]>("ARGUMENT") { Description = "The arguments, as busctl(1) takes them.", Arity = ArgumentArity.ZeroOrMore };
        var address = new Option<string?>("--address") { Description = "Address of the bus; without it, the system bus.", HelpName = "ADDRESS" };
        var user = new Option<bool>("--user") { Description = "The bus of the user's session." };
        var timeout = new Option<double?>("--timeout") { Description = "Seconds to wait for the reply; 25 unless said.", HelpName = "SECONDS" };
        var repeat = new Option<int>("--repeat") { Description = "Call so many times, one after the other, and tell how long a call took.", HelpName = "TIMES", DefaultValueFactory = _ => 1 };
        repeat.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostRepeats)
            {
                result.AddError($"--repeat takes 1 to {MostRepeats}.");
            }
        });
        var command = new Command("call", """
            Calls a method and prints the reply as busctl does.

            Examples:
              tuisetup dbus call org.freedesktop.hostname1 /org/freedesktop/hostname1 org.freedesktop.hostname1 Describe
              tuisetup dbus call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager GetUnit s ssh.service
            """)
        {
            service, path, @interface, method, signature, arguments, address, user, timeout, repeat,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var times = parsed.GetValue(repeat);

            // One call has nothing to finish, so a signal may end it as usual.
            var cancel = times > 1 ? program.Interruption.Token : CancellationToken.None;
            using var bus = BusClient.Open(parsed.GetValue(address), parsed.GetValue(user), program.Context);
            var names = (parsed.GetRequiredValue(service), parsed.GetRequiredValue(path), parsed.GetRequiredValue(@interface), parsed.GetRequiredValue(method));
            TimeSpan? patience = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            try
            {
                var began = program.Time.GetTimestamp();
                var reply = "";
                for (var call = 0; call < times; call++)
                {
                    reply = bus.Call(names, parsed.GetValue(signature) ?? "", parsed.GetValue(arguments) ?? [], patience, cancel);
                }

                if (reply.Length > 0)
                {
                    program.Streams.Output.WriteLine(SafeText.Clean(reply));
                }

                Tell(program, times, program.Time.GetElapsedTime(began));
                return Task.FromResult(ExitCodes.Done);
            }
            catch (BackendException refused)
            {
                program.Streams.Error.WriteLine(SafeText.Clean($"tuisetup: {refused.Name}: {refused.Message}"));
                return Task.FromResult(ExitCodes.Unreachable);
            }
            catch (FormatException wrong)
            {
                throw new ProblemException([Problem.Error(null, wrong.Message)]);
            }
        });
        return command;
    }

    private static void Tell(Composition program, int times, TimeSpan took)
    {
        if (times > 1)
        {
            program.Streams.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{times} calls, {took.TotalMicroseconds / times:0.0} µs each, {times / took.TotalSeconds:0} a second"));
        }
    }
}
