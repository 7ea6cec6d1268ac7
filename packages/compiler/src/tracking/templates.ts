/** Ad systems that a tracking template can be printed for. */
export type AdPlatform = "yandex" | "google" | "vk" | "meta" | "microsoft";

/** What an ad system can send along with a click. */
export interface TrackingSystem {
  readonly name: string;
  /** Where the template is pasted in the account. */
  readonly where: string;
  /** Parameter of the URL → what the system puts there. */
  readonly template: Readonly<Record<string, string>>;
  /** Parameters that can be added, by name. */
  readonly more: Readonly<Record<string, string>>;
  /** The system tells the ad phrase; else keyword lists can know its clicks by ids only. */
  readonly hasPhrase: boolean;
  /** Platform of the keyword lists that hold its phrases. */
  readonly lists: readonly string[];
  /** What to know before trusting it. */
  readonly notes: readonly string[];
}

/** Macros by ad system, after the help pages of each. */
export const TRACKING_SYSTEMS: Readonly<Record<AdPlatform, TrackingSystem>> = {
  yandex: {
    name: "Yandex Direct",
    where: 'the field "Параметры URL" of the campaign or group',
    template: {
      utm_source: "yandex",
      utm_medium: "cpc",
      utm_campaign: "{campaign_id}",
      utm_content: "{ad_id}",
      utm_term: "{keyword}",
      phrase_id: "{phrase_id}",
      gbid: "{gbid}",
    },
    more: {
      ad_id: "{ad_id}",
      banner_id: "{banner_id}",
      adgroupid: "{gbid}",
      matched_keyword: "{matched_keyword}",
      match_type: "{match_type}",
      param1: "{param1}",
      param2: "{param2}",
      device_type: "{device_type}",
      region_id: "{region_id}",
      region_name: "{region_name}",
      source: "{source}",
      source_type: "{source_type}",
      position: "{position}",
      position_type: "{position_type}",
      retargeting_id: "{retargeting_id}",
      utm_id: "{campaign_id}",
    },
    hasPhrase: true,
    lists: ["yandex", "plain"],
    notes: [
      "Above 4096 bytes of address Direct keeps only yclid and _openstat; a Cyrillic letter takes 6 bytes.",
      "Autotargeting sends the phrase ---autotargeting, which is no phrase: its phrase_id tells the group.",
    ],
  },
  google: {
    name: "Google Ads",
    where: 'the field "Final URL suffix" of the account or campaign',
    template: {
      utm_source: "google",
      utm_medium: "cpc",
      utm_campaign: "{campaignid}",
      utm_content: "{creative}",
      utm_term: "{keyword}",
      matchtype: "{matchtype}",
      targetid: "{targetid}",
    },
    more: {
      ad_id: "{creative}",
      adgroupid: "{adgroupid}",
      gbid: "{adgroupid}",
      device: "{device}",
      network: "{network}",
      placement: "{placement}",
      loc_physical_ms: "{loc_physical_ms}",
      loc_interest_ms: "{loc_interest_ms}",
      utm_id: "{campaignid}",
    },
    hasPhrase: true,
    lists: ["google", "plain"],
    notes: ["Performance Max passes no keyword: such clicks are known by their campaign only."],
  },
  microsoft: {
    name: "Microsoft Advertising",
    where: 'the field "Final URL suffix" of the account or campaign',
    template: {
      utm_source: "bing",
      utm_medium: "cpc",
      utm_campaign: "{CampaignId}",
      utm_content: "{AdId}",
      utm_term: "{keyword}",
      matchtype: "{MatchType}",
      targetid: "{TargetId}",
    },
    more: {
      ad_id: "{AdId}",
      adgroupid: "{AdGroupId}",
      gbid: "{AdGroupId}",
      querystring: "{QueryString}",
      device: "{Device}",
      network: "{Network}",
      utm_id: "{CampaignId}",
    },
    hasPhrase: true,
    lists: ["microsoft", "plain"],
    notes: [],
  },
  vk: {
    name: "VK Ads",
    where: "the UTM field of the ad",
    template: {
      utm_source: "vk",
      utm_medium: "cpc",
      utm_campaign: "{{ad_plan_id}}",
      utm_content: "{{banner_id}}",
      banner_id: "{{banner_id}}",
      gbid: "{{campaign_id}}",
    },
    more: {
      ad_id: "{{banner_id}}",
      adgroupid: "{{campaign_id}}",
      geo: "{{geo}}",
      utm_id: "{{ad_plan_id}}",
    },
    hasPhrase: false,
    lists: ["plain"],
    notes: ["{{campaign_id}} of VK is the ad group; the campaign is {{ad_plan_id}}."],
  },
  meta: {
    name: "Meta Ads",
    where: 'the field "URL parameters" of the ad',
    template: {
      utm_source: "facebook",
      utm_medium: "cpc",
      utm_campaign: "{{campaign.id}}",
      utm_content: "{{ad.id}}",
      ad_id: "{{ad.id}}",
      adgroupid: "{{adset.id}}",
    },
    more: {
      banner_id: "{{ad.id}}",
      gbid: "{{adset.id}}",
      placement: "{{placement}}",
      site_source_name: "{{site_source_name}}",
      campaign_name: "{{campaign.name}}",
      utm_id: "{{campaign.id}}",
    },
    hasPhrase: false,
    lists: ["plain"],
    notes: [
      "utm_source is fixed, so that Facebook and Instagram count as one source; {{site_source_name}} tells them apart.",
    ],
  },
};

/** All systems, in the order of the help text. */
export const AD_PLATFORMS = Object.keys(TRACKING_SYSTEMS) as readonly AdPlatform[];

/** Parameters as the text to paste; macros are not encoded, as the ad system has to find them. */
export function toTrackingTemplate(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}
