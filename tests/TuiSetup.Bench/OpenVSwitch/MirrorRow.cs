using System.Text.Json.Nodes;

namespace TuiSetup.Bench;

/// <summary>A mirror to create, in the words of ovs-vsctl and in ours.</summary>
internal sealed record MirrorRow(string Bridge, string Name, string Source, string Output)
{
    /// <summary>The commands of one transaction; <paramref name="mark"/> keeps rows of one transaction apart.</summary>
    public string[] Vsctl(string mark = "") =>
    [
        "--", $"--id=@s{mark}", "get", "Port", Source, "--", $"--id=@o{mark}", "get", "Port", Output,
        "--", $"--id=@m{mark}", "create", "Mirror", "name=" + Name, $"select_src_port=@s{mark}", $"output_port=@o{mark}",
        "--", "add", "Bridge", Bridge, "mirrors", $"@m{mark}",
    ];

    public JsonObject Answers(string database) => new()
    {
        ["db"] = database,
        ["bridge"] = Bridge,
        ["name"] = Name,
        ["select_src_port"] = new JsonArray(Source),
        ["output_port"] = Output,
    };

    public static string AnswerFile(JsonNode answers) =>
        new JsonObject { ["wizard"] = "ovs-mirror", ["answers"] = answers }.ToJsonString();
}
