using System.Buffers.Binary;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>An error that the switch answered with (OpenFlow 1.4.1, 7.5.4), under the specification's names.</summary>
internal static class OpenFlowError
{
    private static readonly string[] Types =
    [
        "OFPET_HELLO_FAILED", "OFPET_BAD_REQUEST", "OFPET_BAD_ACTION", "OFPET_BAD_INSTRUCTION", "OFPET_BAD_MATCH", "OFPET_FLOW_MOD_FAILED",
        "OFPET_GROUP_MOD_FAILED", "OFPET_PORT_MOD_FAILED", "OFPET_TABLE_MOD_FAILED", "OFPET_QUEUE_OP_FAILED", "OFPET_SWITCH_CONFIG_FAILED",
        "OFPET_ROLE_REQUEST_FAILED", "OFPET_METER_MOD_FAILED", "OFPET_TABLE_FEATURES_FAILED", "OFPET_BAD_PROPERTY", "OFPET_ASYNC_CONFIG_FAILED",
        "OFPET_FLOW_MONITOR_FAILED", "OFPET_BUNDLE_FAILED",
    ];

    private static readonly string[] FlowModCodes =
    [
        "OFPFMFC_UNKNOWN", "OFPFMFC_TABLE_FULL", "OFPFMFC_BAD_TABLE_ID", "OFPFMFC_OVERLAP", "OFPFMFC_EPERM", "OFPFMFC_BAD_TIMEOUT",
        "OFPFMFC_BAD_COMMAND", "OFPFMFC_BAD_FLAGS", "OFPFMFC_CANT_SYNC", "OFPFMFC_BAD_PRIORITY",
    ];

    public static BackendException ToException(OpenFlowMessage error, string switchName)
    {
        var body = error.Body.Span;
        var (type, code) = body.Length >= 4 ? (BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadUInt16BigEndian(body[2..])) : ((ushort)0xffff, (ushort)0);
        var name = Name(type, code);
        return name == "OFPET_HELLO_FAILED"
            ? new BackendException(BackendFailure.Failed, T($"{switchName} does not speak OpenFlow 1.4. Add OpenFlow14 to the protocols of its bridge, or clear them."), name)
            : new BackendException(BackendFailure.Failed, T($"{switchName} refused a change of its flows: {name}, code {code}."), name);
    }

    private static string Name(int type, int code)
        => type == 5 && code < FlowModCodes.Length ? FlowModCodes[code]
            : type < Types.Length ? Types[type]
            : T($"error type {type}");
}
