using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>A task from queued to its end.</summary>
internal sealed class SimTask(string id, string method, Managed? entity) : Managed("Task", id)
{
    public string Method { get; } = method;

    public string State { get; set; } = "queued";

    public int? Progress { get; set; }

    public SimFault? Error { get; set; }

    public XElement? Result { get; set; }

    protected override XElement? Property(string path) => path switch
    {
        "info" => Vim.Typed("val", "TaskInfo", Info()),
        "info.state" => Vim.Typed("val", "TaskInfoState", State),
        "info.progress" => Progress is { } percent ? Vim.Number(percent) : null,
        "info.error" => Error is null ? null : Vim.Typed("val", "LocalizedMethodFault", Error.ToLocalized().Elements().ToArray<object>()),
        "info.result" => Result is null ? null : new XElement(Vim.Namespace + "val", Result.Attributes(), Result.Nodes()),
        "info.cancelled" => Vim.Truth(false),
        _ => throw Unknown(path),
    };

    private object?[] Info() =>
    [
        Vim.New("key", Id),
        Vim.Ref("task", Ref),
        Vim.New("name", Method),
        Vim.New("descriptionId", Method),
        entity is null ? null : Vim.Ref("entity", entity.Ref),
        entity is null ? null : Vim.New("entityName", entity.Name),
        Vim.New("state", State),
        Vim.New("cancelled", false),
        Vim.New("cancelable", false),
        Error?.ToLocalized(),
        Result is null ? null : new XElement(Vim.Namespace + "result", Result.Attributes(), Result.Nodes()),
        Progress is { } percent ? Vim.New("progress", percent) : null,
        Vim.Typed("reason", "TaskReasonUser", Vim.New("userName", "someone")),
        Vim.New("queueTime", "2026-01-01T00:00:00Z"),
        Vim.New("eventChainId", 1),
    ];
}
