using System.CommandLine;
using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Json;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus list: who is on the bus.</summary>
internal static class ListNamesCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var options = new BusOptions();
        var unique = new Option<bool>("--unique") { Description = T("Connections alone.") };
        var acquired = new Option<bool>("--acquired") { Description = T("Services that run alone.") };
        var activatable = new Option<bool>("--activatable") { Description = T("Services that the bus can start alone.") };
        var command = new Command("list", T("Lists the names on a bus: services that run, services that it could start, and connections, with process, user and unit. It starts none."))
        {
            unique, acquired, activatable, options.System, options.User, options.Address, options.Json,
        };
        command.SetBusHandler(compose, options, async (program, parsed) =>
        {
            var (cancel, place) = (program.Interruption.Token, options.Place(parsed, program));
            await using var bus = await place.OpenAsync(program.Context, cancel);
            var (onlyUnique, onlyAcquired, onlyActivatable) = (parsed.GetValue(unique), parsed.GetValue(acquired), parsed.GetValue(activatable));
            var isAny = !onlyUnique && !onlyAcquired && !onlyActivatable;
            var names = (await new NameLister(bus, place).ListAsync(cancel))
                .Where(name => name.Owner != bus.UniqueName || name.Kind == BusNameKind.WellKnown)
                .Where(name => isAny || (onlyUnique && name.Kind == BusNameKind.Unique) || (onlyAcquired && name.Kind == BusNameKind.WellKnown) || (onlyActivatable && name.IsActivatable))
                .ToList();
            program.Streams.Output.Write(parsed.GetValue(options.Json) ? Json(names) : Table(names));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Table(IEnumerable<BusName> names)
        => TextColumns.Of([
            ["NAME", "PID", "PROCESS", "USER", "CONNECTION", "UNIT"],
            .. names.Select(name => (string[])[
                name.Name, name.Pid?.ToString(CultureInfo.InvariantCulture) ?? "-", name.Process ?? "-", name.User ?? "-",
                name.Kind == BusNameKind.Activatable ? "(activatable)" : name.Owner ?? "-", name.Unit ?? "-"]),
        ]);

    private static string Json(List<BusName> names)
    {
        var text = new StringBuilder("[");
        foreach (var name in names)
        {
            text.Append(text.Length > 1 ? "," : "").Append("{\"name\":");
            DBusJsonWriter.AppendText(text, name.Name).Append(CultureInfo.InvariantCulture, $",\"pid\":{(name.Pid is { } pid ? pid : "null")}");
            Add(text, "process", name.Process);
            Add(text, "user", name.User);
            Add(text, "connection", name.Owner);
            Add(text, "unit", name.Unit);
            text.Append(",\"activatable\":").Append(name.IsActivatable ? "true" : "false").Append(",\"running\":").Append(name.Owner is null ? "false" : "true").Append('}');
        }

        return text.Append("]\n").ToString();
    }

    private static void Add(StringBuilder text, string key, string? value)
    {
        text.Append(",\"").Append(key).Append("\":");
        _ = value is null ? text.Append("null") : DBusJsonWriter.AppendText(text, value);
    }
}
