using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.DBus.Keeping;

/// <summary>
/// The calls that were made from the explorer, and favourites: <c>dbus/history.json</c> and <c>dbus/favourites.json</c> in
/// the state folder, for their owner alone. A file that cannot be read is never written over.
/// </summary>
public sealed class CallStore(string stateFolder)
{
    /// <summary>Calls in the history at most.</summary>
    public const int MostHistory = 200;

    /// <summary>Characters of a call's arguments; one with more is not kept.</summary>
    private const int MostArguments = 64 * 1024;

    private const string Key = "calls";

    private readonly string _folder = System.IO.Path.Combine(stateFolder, "dbus");

    public string HistoryFile => System.IO.Path.Combine(_folder, "history.json");

    public string FavouritesFile => System.IO.Path.Combine(_folder, "favourites.json");

    /// <summary>Calls that were made, the latest first.</summary>
    /// <exception cref="ProblemException">The file has mistakes, each with line and column.</exception>
    public ImmutableArray<KeptCall> History() => Read(HistoryFile);

    /// <summary>Favourites, by name.</summary>
    /// <exception cref="ProblemException">The file has mistakes, each with line and column.</exception>
    public ImmutableArray<KeptCall> Favourites() => [.. Read(FavouritesFile).OrderBy(call => call.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Adds a call to the history; the same one is moved to its beginning.</summary>
    /// <exception cref="ProblemException">The file has mistakes.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Remember(KeptCall call)
    {
        if (call.Words.Sum(word => word.Length) <= MostArguments)
        {
            Write(HistoryFile, History().Where(other => !other.IsSame(call)).Prepend(call with { Name = null }).Take(MostHistory));
        }
    }

    /// <summary>Keeps a favourite; one of the same name gives way.</summary>
    /// <inheritdoc cref="Remember(KeptCall)" path="/exception"/>
    public void Keep(KeptCall favourite) => Write(FavouritesFile, Favourites().Where(other => other.Name != favourite.Name).Append(favourite));

    /// <summary>Takes a favourite, or a call of the history, out.</summary>
    /// <inheritdoc cref="Remember(KeptCall)" path="/exception"/>
    public void Remove(KeptCall call)
    {
        if (call.Name is { } name)
        {
            Write(FavouritesFile, Favourites().Where(other => other.Name != name));
        }
        else
        {
            Write(HistoryFile, History().Where(other => !other.IsSame(call)));
        }
    }

    private static ImmutableArray<KeptCall> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var problems = new List<Problem>();
        var calls = ImmutableArray.CreateBuilder<KeptCall>();
        if (JsonFile.Load(file, problems) is { } root)
        {
            var map = new JsonMap(root, file, problems);
            calls.AddRange(map.Maps(Key, required: true).Select(ReadCall));
            map.End();
        }

        return problems.Count == 0 ? calls.ToImmutable() : throw new ProblemException(problems);
    }

    private static KeptCall ReadCall(JsonMap map)
    {
        var kind = map.Text("bus") switch { "user" => BusKind.User, "address" => BusKind.Address, "host" => BusKind.Host, "system" or null => BusKind.System, _ => (BusKind?)null };
        if (kind is null)
        {
            map.Report("bus", T("there is no such bus."), T("Say system, user, address or host."));
        }

        var call = new KeptCall(
            new BusPlace(kind ?? BusKind.System, map.Text("where") ?? ""), Named("service", BusNames.IsBusName), Named("object", BusNames.IsObjectPath), Named("interface", BusNames.IsInterface),
            Named("method", BusNames.IsMember), map.Text("signature") ?? "", [.. map.Texts("arguments")])
        {
            Name = map.Text("name"),
            Used = DateTimeOffset.TryParse(map.Text("time"), CultureInfo.InvariantCulture, out var time) ? time : default,
        };
        if (!DBusType.TryParseAll(call.Signature, out _, out var reason))
        {
            map.Report("signature", reason, T("Correct it."));
        }

        map.End();
        return call;

        string Named(string key, Func<string, bool> holds)
        {
            var text = map.Text(key, required: true) ?? "";
            if (text.Length > 0 && !holds(text))
            {
                map.Report(key, T($"'{text}' cannot be the {key}."), T("Correct it."));
            }

            return text;
        }
    }

    private void Write(string file, IEnumerable<KeptCall> calls)
    {
        DurableFile.CreateFolder(_folder);
        var root = new JObject { [Key] = new JArray(calls.Select(ToJson)) };
        DurableFile.Write(file, Encoding.UTF8.GetBytes(root + "\n"));
    }

    private static JObject ToJson(KeptCall call)
    {
        var json = new JObject();
        Add("name", call.Name);
        Add("time", call.Used == default ? null : call.Used.ToString("O", CultureInfo.InvariantCulture));
        Add("bus", call.Place.Kind.ToString().ToLowerInvariant());
        Add("where", call.Place.Where.Length > 0 ? call.Place.Where : null);
        Add("service", call.Service);
        Add("object", call.Path);
        Add("interface", call.Interface);
        Add("method", call.Member);
        Add("signature", call.Signature);
        json["arguments"] = new JArray(call.Words);
        return json;

        void Add(string key, string? text)
        {
            if (text is not null)
            {
                json[key] = text;
            }
        }
    }
}
