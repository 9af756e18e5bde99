using System.CommandLine;
using System.Text;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands.DBus;

/// <summary>tuisetup dbus tree: the objects of services.</summary>
internal static class TreeCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var options = new BusOptions();
        var services = new Argument<string[]>("SERVICE") { Description = T("Names of services; without one, all that run."), Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<bool>("--list") { Description = T("Paths alone, one a line.") };
        var command = new Command("tree", T("Shows the objects of services. An object manager is asked for all at once where there is one; else each object is asked for those below. It starts no service unless told to."))
        {
            services, list, options.System, options.User, options.Address, options.Timeout, options.Json, options.AutoStart,
        };
        command.SetBusHandler(compose, options, async (program, parsed) =>
        {
            var (cancel, json) = (program.Interruption.Token, parsed.GetValue(options.Json));
            await using var bus = await options.Place(parsed, program).OpenAsync(program.Context, cancel);
            var wanted = parsed.GetValue(services) ?? [];
            foreach (var name in wanted)
            {
                BusHandler.Check(name);
            }

            var isAll = wanted.Length == 0;
            var names = isAll ? [.. (await bus.NamesAsync(cancel)).Where(name => !name.StartsWith(':')).Order(StringComparer.Ordinal)] : wanted;
            var code = ExitCodes.Done;
            foreach (var service in names)
            {
                var walk = new ObjectWalk(bus, service, options.Exploring(parsed));
                try
                {
                    var paths = await PathsAsync(walk, cancel);
                    program.Streams.Output.Write(json ? Json(service, paths) : (names.Length > 1 ? SafeText.Clean($"{service}:\n") : "") + (parsed.GetValue(list) ? string.Concat(paths.Select(path => path + "\n")) : Drawn(paths)));
                }
                catch (DBusException silent) when (isAll && !silent.IsDisconnected)
                {
                    program.Streams.Error.WriteLine(SafeText.Clean($"tuisetup: {service}: {silent.Name}: {silent.Message}"));
                }
                catch (DBusException silent) when (names.Length > 1 && !silent.IsDisconnected)
                {
                    code = BusHandler.Report(program, silent, json);
                }

                if (walk.IsCut)
                {
                    program.Streams.Error.WriteLine(SafeText.Clean(T($"tuisetup: {service} has more objects than are listed.")));
                }
            }

            return code;
        });
        return command;
    }

    private static async Task<List<string>> PathsAsync(ObjectWalk walk, CancellationToken cancel)
    {
        var paths = new List<string>();
        await foreach (var found in walk.WalkAsync("/", cancel))
        {
            paths.Add(found.Path);
        }

        paths.Sort(PathOrder.Compare);
        return paths;
    }

    private static string Drawn(List<string> paths)
    {
        var text = new StringBuilder();
        foreach (var path in paths)
        {
            text.Append(' ', 2 * ObjectPaths.Depth(path)).Append(path).Append('\n');
        }

        return text.ToString();
    }

    private static string Json(string service, List<string> paths)
    {
        var text = DBusJsonWriter.AppendText(new StringBuilder("{\"service\":"), service).Append(",\"objects\":[");
        for (var index = 0; index < paths.Count; index++)
        {
            DBusJsonWriter.AppendText(index > 0 ? text.Append(',') : text, paths[index]);
        }

        return text.Append("]}\n").ToString();
    }
}
