using Newtonsoft.Json.Linq;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// A canvas as people write it: <c>{"task": ...}</c>, <c>{"chain": [...]}</c>, <c>{"group": [...]}</c>, or
/// <c>{"chord": [...], "body": ...}</c>, and any of them within another.
/// </summary>
public sealed class FleetCanvas
{
    private const string Task = "task", Chain = "chain", Group = "group", Chord = "chord", Body = "body", UsualQueue = "celery";

    private FleetCanvas(CanvasNode root) => Root = root;

    internal CanvasNode Root { get; }

    /// <param name="path">A file; - is standard input.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="ProblemException">It has mistakes: all of them.</exception>
    public static FleetCanvas Read(string path, TextReader input)
    {
        var problems = new List<Problem>();
        var root = path == "-" ? JsonFile.Parse(input, T("standard input"), problems) : JsonFile.Load(path, problems);
        var node = root is null ? null : ReadNode(root, new JsonMap(root, path == "-" ? T("standard input") : path, problems));
        return problems.Count == 0 && node is not null ? new FleetCanvas(node) : throw new ProblemException(problems);
    }

    private static CanvasNode? ReadNode(JObject source, JsonMap map)
    {
        CanvasNode? node = null;
        if (source[Chain] is not null)
        {
            node = new CanvasNode.Chain([.. ReadNodes(source, map, Chain)]);
        }
        else if (source[Group] is not null)
        {
            node = new CanvasNode.Group([.. ReadNodes(source, map, Group)]);
        }
        else if (source[Chord] is not null)
        {
            var header = new CanvasNode.Group([.. ReadNodes(source, map, Chord)]);
            if (map.Map(Body) is { } body && source[Body] is JObject content)
            {
                node = ReadNode(content, body) is { } after ? new CanvasNode.Chain([header, after]) : null;
            }
            else
            {
                map.Report(Chord, T("a chord needs a 'body', the task that gets the results."), T("Add it, or write a group."));
            }
        }
        else
        {
            node = ReadCall(source, map);
        }

        map.End();
        return node;
    }

    private static List<CanvasNode> ReadNodes(JObject source, JsonMap map, string key)
    {
        var maps = map.Maps(key, required: true);
        var objects = (source[key] as JArray ?? []).OfType<JObject>().ToList();
        if (maps.Count == 0 && source[key] is JArray { Count: 0 })
        {
            map.Report(key, T($"'{key}' is empty."), T("Put tasks into it."));
        }

        return [.. maps.Zip(objects).Select(pair => ReadNode(pair.Second, pair.First)).OfType<CanvasNode>()];
    }

    private static CanvasNode.Call? ReadCall(JObject source, JsonMap map)
    {
        var (name, queue, host) = (map.Text(Task, required: true), map.Text("queue"), map.Text("host"));
        var isImmutable = map.Truth("immutable") ?? false;
        var (args, kwargs) = (map.Token("args"), map.Token("kwargs"));
        if (args is not (null or JArray))
        {
            map.Report("args", T("'args' must be a list."), T("Put it between [ and ]."));
        }

        if (kwargs is not (null or JObject))
        {
            map.Report("kwargs", T("'kwargs' must be an object."), T("Put it between { and }."));
        }

        if (host is not null && queue is not null)
        {
            map.Report("queue", T("a task goes to a queue or to a host, not to both."), T("Leave one of them out."));
        }

        return name is null ? null
            : new(name, host is not null ? FleetNames.HostQueue(host) : queue ?? UsualQueue, args as JArray ?? [], kwargs as JObject ?? [], isImmutable);
    }
}
