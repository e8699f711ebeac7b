/// Every route, family by family in alphabetical order.
package enum RouteTable {
    package static let all: [Route] =
        AliasRoutes.all
        + AnalyzeRoutes.all
        + AutocompleteRoutes.all
        + BulkRoutes.all
        + ByQueryRoutes.all
        + CaptureRoutes.all
        + CatRoutes.all
        + ClusterRoutes.all
        + DocumentRoutes.all
        + FieldCapabilityRoutes.all
        + IndexRoutes.all
        + MaintenanceRoutes.all
        + MappingRoutes.all
        + MetricsRoutes.all
        + NodeRoutes.all
        + RootRoutes.all
        + ScrollRoutes.all
        + SearchRoutes.all
        + SettingsRoutes.all
        + StatisticsRoutes.all
        + TemplateRoutes.all
}
