namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>Where a server's managers are, and what it says of itself.</summary>
internal sealed record ServiceContent(Element Answer)
{
    public MoRef RootFolder { get; } = Answer.Ref("rootFolder")!;

    public MoRef PropertyCollector { get; } = Answer.Ref("propertyCollector")!;

    public MoRef SessionManager { get; } = Answer.Ref("sessionManager")!;

    public MoRef ViewManager { get; } = Answer.Ref("viewManager")!;

    public MoRef? AuthorizationManager { get; } = Answer.Ref("authorizationManager");

    public MoRef? DvSwitchManager { get; } = Answer.Ref("dvSwitchManager");

    public string FullName => About["fullName"] ?? T("an unnamed server");

    /// <summary>Whether it is a vCenter; a lone ESXi host is not.</summary>
    public bool IsVCenter => About["apiType"] == "VirtualCenter";

    /// <summary>What tells this vCenter from any other.</summary>
    public string InstanceUuid => About["instanceUuid"] ?? FullName;

    private Element About { get; } = Answer.Child("about")!;
}
