using System.CommandLine;
using System.Text;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>How commands on a message bus end: an error of D-Bus has its name on standard error, and a code for its kind.</summary>
internal static class BusHandler
{
    public static void SetBusHandler(this Command command, Func<ParseResult, Composition> compose, BusOptions options, Func<Composition, ParseResult, Task<int>> body)
    {
        command.Validators.Add(result =>
        {
            if (options.Bus.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
            {
                result.AddError(T("Say one of --system, --user and --address."));
            }
        });
        command.SetHandler(compose, async (program, parsed) =>
        {
            try
            {
                return await body(program, parsed);
            }
            catch (DBusException refused)
            {
                if (refused.IsServiceMissing && command.Options.Contains(options.AutoStart) && !parsed.GetValue(options.AutoStart))
                {
                    refused = new DBusException(refused.Name!, T($"{refused.Message.TrimEnd('.', '。')}. Looking starts no service; --auto-start does."));
                }

                return Report(program, refused, parsed.GetValue(options.Json));
            }
            catch (FormatException wrong)
            {
                throw new ProblemException([Problem.Error(null, wrong.Message)]);
            }
        });
    }

    public static int Report(Composition program, DBusException refused, bool json)
    {
        program.Streams.Error.WriteLine(SafeText.Clean($"tuisetup: {refused.Name}: {refused.Message}"));
        if (json)
        {
            var text = DBusJsonWriter.AppendText(new StringBuilder("{\"error\":{\"name\":"), refused.Name ?? "").Append(",\"message\":");
            program.Streams.Output.WriteLine(DBusJsonWriter.AppendText(text, refused.Message).Append("}}"));
        }

        return CodeOf(refused);
    }

    public static int CodeOf(DBusException refused)
        => refused.IsBusMissing || refused.IsDisconnected ? ExitCodes.Unreachable
            : refused.IsServiceMissing ? ExitCodes.ServiceMissing
            : refused.IsTimeout ? ExitCodes.TimedOut
            : ExitCodes.DBusError;

    /// <summary>Whether names of services, objects and interfaces can be such; what cannot is told before anything is sent.</summary>
    /// <exception cref="FormatException">One cannot.</exception>
    public static void Check(string service, string? path = null, string? @interface = null, string? member = null)
    {
        _ = BusNames.IsBusName(service) ? 0 : throw new FormatException(T($"'{service}' is not the name of a service, such as org.freedesktop.hostname1."));
        _ = path is null || BusNames.IsObjectPath(path) ? 0 : throw new FormatException(T($"'{path}' is not an object path, such as /org/freedesktop/hostname1."));
        _ = @interface is null || BusNames.IsInterface(@interface) ? 0 : throw new FormatException(T($"'{@interface}' is not the name of an interface, such as org.freedesktop.hostname1."));
        _ = member is null || BusNames.IsMember(member) ? 0 : throw new FormatException(T($"'{member}' is not the name of a member."));
    }
}
