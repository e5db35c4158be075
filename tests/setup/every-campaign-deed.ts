import { day } from './days.ts'
import { campaign, type EveryDeed, ofCampaign, ofEnterprise, ofLife } from './deed-inputs.ts'

/** The deeds on campaigns. */
export const campaignDeeds: Record<string, EveryDeed> = {
  addCampaignEnterprise: {
    ...campaign,
    meets: ['enterprise', 'campaign'],
    input: async (place) => ({ ...(await ofCampaign(place)), ...(await ofEnterprise(place)) }),
  },
  swapCampaignEnterprise: {
    ...campaign,
    meets: ['enterprise', 'campaign'],
    input: async (place) => ({ ...(await ofCampaign(place)), ...(await ofEnterprise(place)), position: 1 }),
  },
  createCampaign: {
    ...ofLife,
    input: async (place) => ({
      title: '第二次行动',
      target: 30,
      startsOn: day(-1),
      endsOn: day(20),
      cloneOf: (await ofCampaign(place)).campaignId,
    }),
  },
  updateCampaign: {
    ...ofLife,
    input: async (place) => ({ ...(await ofCampaign(place)), title: '再访百家', endsOn: day(30) }),
  },
  beginCampaign: {
    ...ofLife,
    input: async (place) => {
      const campaignId = await place.draft()
      await place.closed()
      return { campaignId }
    },
  },
  discardCampaign: { ...ofLife, input: async (place) => ({ campaignId: await place.draft() }) },
  closeCampaign: { ...ofLife, input: ofCampaign },
  reopenCampaign: {
    ...ofLife,
    input: async (place) => ({ campaignId: await place.closed(), reason: '还有几家要走访' }),
  },
  removeCampaignEnterprise: {
    ...campaign,
    meets: ['enterprise', 'campaign'],
    input: async (place) => ({ ...(await ofCampaign(place)), enterpriseId: await place.listed() }),
  },
  setTarget: { ...campaign, input: async (place) => ({ ...(await ofCampaign(place)), target: 500 }) },
}
