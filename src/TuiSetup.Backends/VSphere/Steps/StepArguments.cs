using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>What steps carry besides before and after, by the same names everywhere.</summary>
internal static class StepArguments
{
    public const string Dvs = "dvs", DvsUuid = "dvsUuid", Name = "name", Machine = "vm", NicKey = "nic", From = "from", To = "to", PortKeys = "portKeys", Canary = "canary";

    public static Value Of(MoRef reference) => Value.Of(reference.ToText());

    public static MoRef Ref(this Step step, string name) => MoRef.Parse(step.Arguments[name].AsText ?? "");

    public static string Text(this Step step, string name) => step.Arguments[name].AsText ?? "";
}
